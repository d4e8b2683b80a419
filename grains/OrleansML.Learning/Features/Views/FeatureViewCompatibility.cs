using OrleansML.Learning.Definitions;

namespace OrleansML.Learning.Features;

/// <summary>
/// Finds out which deployed models a changed view would break. A model breaks when a feature that it reads, directly or through windows and
/// derived features, is removed, changes its type, unit, window or expression, loses its default, or may hold less than before (a narrower range,
/// fewer categories), and when entities are identified differently. More room, other sources, other times to live and new features break nothing.
/// </summary>
public static class FeatureViewCompatibility
{
    /// <summary>Compares two definitions of one view.</summary>
    /// <param name="current">What is in use.</param>
    /// <param name="proposed">What would replace it.</param>
    /// <param name="uses">The deployed models that read the view.</param>
    /// <returns>The models that would break, in the order given; empty when the change is safe.</returns>
    public static IReadOnlyList<FeatureViewBreak> Check(FeatureView current, FeatureView proposed, IEnumerable<ModelFeatureUse> uses)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(proposed);
        ArgumentNullException.ThrowIfNull(uses);
        var entity = EntityChange(current, proposed);
        var breaks = new List<FeatureViewBreak>();
        foreach (var use in uses)
        {
            string[] reasons = [.. entity, .. Reach(current, use.Features).SelectMany(name => Changes(current, proposed, name))];
            if (reasons.Length > 0)
                breaks.Add(new FeatureViewBreak(use.Model, reasons));
        }

        return breaks;
    }

    private static string[] EntityChange(FeatureView current, FeatureView proposed)
    {
        static string Describe(FeatureView view) => string.Join(", ", view.Entity.Select(key => $"{key.Name} {EnumText.Of(key.Type)}"));
        return current.Entity.SequenceEqual(proposed.Entity) ? [] : [$"the entity key changes from ({Describe(current)}) to ({Describe(proposed)})"];
    }

    // What a model reads, and everything that this is computed from: by name, each once.
    private static SortedSet<string> Reach(FeatureView view, IEnumerable<string> features)
    {
        var reached = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(features);
        while (open.TryPop(out var name))
        {
            if (!reached.Add(name))
                continue;
            if (view.Windows.FirstOrDefault(window => window.Name == name) is { } window)
                open.Push(window.Field);
            foreach (var read in view.Derived.FirstOrDefault(derived => derived.Name == name)?.Expression.Names ?? [])
                open.Push(read);
        }

        return reached;
    }

    private static IEnumerable<string> Changes(FeatureView current, FeatureView proposed, string name)
    {
        var before = current.Names.All.FirstOrDefault(slot => slot.Name == name);
        var after = proposed.Names.All.FirstOrDefault(slot => slot.Name == name);
        // A name that the current view lacks was broken before.
        if (before is null)
            return [];
        if (after is null)
            return [$"'{name}' is removed"];

        var changes = new List<string>();
        if (before.Type != after.Type)
            changes.Add($"'{name}' changes its type from {EnumText.Of(before.Type)} to {EnumText.Of(after.Type)}");
        changes.AddRange(FieldChanges(Field(current, name), Field(proposed, name), name));
        changes.AddRange(WindowChanges(Window(current, name), Window(proposed, name), name));
        changes.AddRange(DerivedChanges(Derived(current, name), Derived(proposed, name), name));
        return changes;
    }

    private static IEnumerable<string> FieldChanges(FeatureField? before, FeatureField? after, string name)
    {
        if (before is null)
            yield break;
        if (after is null)
        {
            yield return $"'{name}' is no longer a field";
            yield break;
        }

        if (before.Unit != after.Unit)
            yield return $"'{name}' changes its unit from '{before.Unit}' to '{after.Unit}'";
        if (after.Minimum is { } minimum && !(before.Minimum >= minimum))
            yield return $"'{name}' raises its minimum from {Bound(before.Minimum)} to {Bound(minimum)}";
        if (after.Maximum is { } maximum && !(before.Maximum <= maximum))
            yield return $"'{name}' lowers its maximum from {Bound(before.Maximum)} to {Bound(maximum)}";
        if (after.Categories is { } allowed)
        {
            if (before.Categories is null)
                yield return $"'{name}' allows only {allowed.Count} categories, and allowed any text before";
            else if (before.Categories.Except(allowed, StringComparer.Ordinal).ToArray() is { Length: > 0 } lost)
                yield return $"'{name}' no longer allows the categories {string.Join(", ", lost)}";
        }

        if (!before.Default.IsMissing && after.Default.IsMissing)
            yield return $"'{name}' loses its default '{before.Default}'";
    }

    private static IEnumerable<string> WindowChanges(FeatureWindow? before, FeatureWindow? after, string name)
    {
        if (before is null)
            yield break;
        if (after is null)
            yield return $"'{name}' is no longer a window";
        else if (before with { Privacy = FeaturePrivacy.None } != after with { Privacy = FeaturePrivacy.None })
            yield return $"'{name}' changes from {Describe(before)} to {Describe(after)}";
    }

    private static IEnumerable<string> DerivedChanges(DerivedFeature? before, DerivedFeature? after, string name)
    {
        if (before is null)
            yield break;
        if (after is null)
            yield return $"'{name}' is no longer derived";
        else if (before.Expression.Text != after.Expression.Text)
            yield return $"'{name}' changes its expression from '{before.Expression.Text}' to '{after.Expression.Text}'";
    }

    private static FeatureField? Field(FeatureView view, string name) => view.Fields.FirstOrDefault(field => field.Name == name);

    private static FeatureWindow? Window(FeatureView view, string name) => view.Windows.FirstOrDefault(window => window.Name == name);

    private static DerivedFeature? Derived(FeatureView view, string name) => view.Derived.FirstOrDefault(derived => derived.Name == name);

    private static string Bound(double? value) => value is { } number ? FormattableString.Invariant($"{number:R}") : "none";

    private static string Describe(FeatureWindow window)
    {
        var precision = window.Precision > 0 ? $" at precision {window.Precision}" : "";
        return $"{EnumText.Of(window.Aggregate)}{precision} of '{window.Field}' over {DurationText.Format(window.Length)} by {DurationText.Format(window.Hop)}";
    }
}
