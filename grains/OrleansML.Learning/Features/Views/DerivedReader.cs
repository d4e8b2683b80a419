using OrleansML.Learning.Definitions;
using OrleansML.Learning.Features.Expressions;
using Keys = OrleansML.Learning.Features.FeatureViewKeys;

namespace OrleansML.Learning.Features;

/// <summary>Reads the derived features of a view, in the order in which they can be computed.</summary>
internal static class DerivedReader
{
    /// <param name="root">The view's root.</param>
    /// <param name="known">Everything else that the view names.</param>
    /// <param name="take">Reserves a name; false, with a violation, when it is taken.</param>
    public static DerivedFeature[] Read(DefinitionSection root, FeatureNames known, Func<string, DefinitionSection, bool> take)
    {
        var waiting = new SortedDictionary<string, DefinitionSection>(StringComparer.Ordinal);
        foreach (var (name, section) in root.NamedSections(Keys.Derived))
        {
            section.AllowOnly(Keys.OfDerived);
            if (take(name, section) && section.RequiredText(Keys.Expression) is not null)
                waiting.Add(name, section);
        }

        var slots = known.All.ToList();
        var derived = new List<DerivedFeature>();
        while (waiting.FirstOrDefault(entry => Reads(entry.Value).All(name => !waiting.ContainsKey(name))) is { Key: not null } next)
        {
            waiting.Remove(next.Key);
            if (ReadOne(next.Key, next.Value, slots) is not { } feature)
                continue;

            derived.Add(feature);
            slots.Add(new FeatureSlot(feature.Name, feature.Type, feature.Privacy));
        }

        foreach (var (name, section) in waiting)
        {
            var circle = string.Join(", ", Reads(section).Where(waiting.ContainsKey));
            section.Violate(Keys.Expression, $"of '{name}' needs {circle}, which in turn needs it or waits in such a circle.");
        }

        return [.. derived];
    }

    private static IReadOnlyCollection<string> Reads(DefinitionSection section) => FeatureExpression.NamesIn(section.Text(Keys.Expression)!);

    private static DerivedFeature? ReadOne(string name, DefinitionSection section, List<FeatureSlot> slots)
    {
        var text = section.Text(Keys.Expression)!;
        try
        {
            var expression = FeatureExpression.Parse(text, slots);
            var inherited = slots.Where(slot => expression.Names.Contains(slot.Name)).Select(slot => slot.Privacy).Append(FeaturePrivacy.None).Max();
            return new DerivedFeature { Name = name, Expression = expression, Privacy = PrivacyReader.Read(section, inherited) };
        }
        catch (FeatureExpressionException exception)
        {
            foreach (var error in exception.Errors)
                section.Violate(Keys.Expression, $"at character {error.Position}: {error.Message}");
            return null;
        }
    }
}
