using OrleansML.Learning.Definitions;
using OrleansML.Learning.Sketches;
using Keys = OrleansML.Learning.Features.FeatureViewKeys;

namespace OrleansML.Learning.Features;

/// <summary>Reads one window of a view.</summary>
internal static class WindowReader
{
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(3660);

    public static FeatureWindow? Read(string name, DefinitionSection section, IReadOnlyList<FeatureField> fields)
    {
        section.AllowOnly(Keys.OfWindow);
        var field = ReadField(section, fields);
        var aggregate = section.RequiredChoice<WindowAggregate>(Keys.Aggregate);
        if (!section.Has(Keys.Length))
            section.Violate(Keys.Length, "is missing; say how far the window reaches back, such as 1h.");
        var length = section.Duration(Keys.Length, TimeSpan.FromSeconds(1), LongestWindow);
        var hop = section.Duration(Keys.Hop, TimeSpan.FromSeconds(1), LongestWindow) ?? DefaultHop(section, length);
        var precision = section.Integer(Keys.Precision, HyperLogLog.MinimumPrecision, HyperLogLog.MaximumPrecision);
        if (field is null || aggregate is null || length is null || hop is null)
            return null;

        CheckAggregate(section, aggregate.Value, field);
        CheckHop(section, length.Value, hop.Value);
        return new FeatureWindow
        {
            Name = name,
            Field = field.Name,
            Aggregate = aggregate.Value,
            Length = length.Value,
            Hop = hop.Value,
            Precision = aggregate == WindowAggregate.Distinct ? precision ?? HyperLogLog.DefaultPrecision : 0,
            Privacy = PrivacyReader.Read(section, field.Privacy),
        };
    }

    private static FeatureField? ReadField(DefinitionSection section, IReadOnlyList<FeatureField> fields)
    {
        if (section.RequiredText(Keys.Field) is not { } name)
            return null;
        if (fields.FirstOrDefault(field => field.Name == name) is { } found)
            return found;

        section.Violate(Keys.Field, $"is '{name}'; the fields are {string.Join(", ", fields.Select(field => field.Name).Order(StringComparer.Ordinal))}.");
        return null;
    }

    private static TimeSpan? DefaultHop(DefinitionSection section, TimeSpan? length)
    {
        if (length is null || section.Has(Keys.Hop))
            return null;
        if (FeatureWindow.DefaultHop(length.Value) is { } hop)
            return hop;

        section.Violate(Keys.Hop, $"is missing, and no usual hop divides {DurationText.Format(length.Value)} into 12 parts or more; name one.");
        return null;
    }

    private static void CheckAggregate(DefinitionSection section, WindowAggregate aggregate, FeatureField field)
    {
        if (aggregate is not (WindowAggregate.Count or WindowAggregate.Distinct or WindowAggregate.Last) && !field.Type.IsNumeric())
        {
            var type = EnumText.Of(field.Type);
            section.Violate(Keys.Aggregate, $"is '{EnumText.Of(aggregate)}' over '{field.Name}' of type {type}; for it allowed are count, last, distinct.");
        }

        if (aggregate != WindowAggregate.Distinct && section.Has(Keys.Precision))
            section.Violate(Keys.Precision, "has a meaning with aggregate 'distinct' only; remove it.");
    }

    private static void CheckHop(DefinitionSection section, TimeSpan length, TimeSpan hop)
    {
        var (step, whole, hops) = (DurationText.Format(hop), DurationText.Format(length), length.Ticks / hop.Ticks);
        if (length.Ticks % hop.Ticks != 0)
            section.Violate(Keys.Hop, $"is {step}, which does not divide the length {whole}.");
        else if (hops > FeatureWindow.MaximumHops)
            section.Violate(Keys.Hop, $"is {step}, which cuts the length {whole} into {hops} hops; at most {FeatureWindow.MaximumHops} are allowed.");
    }
}
