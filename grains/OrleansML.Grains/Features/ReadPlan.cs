using OrleansML.Features;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Features;

/// <summary>How a selection is read from a view, worked out once.</summary>
internal sealed class ReadPlan
{
    private ReadPlan(FeatureSelection selection, PlannedFeature[] features, int[] fields, bool needsDerived)
    {
        Selection = selection;
        Features = features;
        Fields = fields;
        NeedsDerived = needsDerived;
    }

    public FeatureSelection Selection { get; }

    /// <summary>The selected features, in order.</summary>
    public PlannedFeature[] Features { get; }

    /// <summary>Places of the fields that must be known for them.</summary>
    public int[] Fields { get; }

    /// <summary>Whether derived features are among them.</summary>
    public bool NeedsDerived { get; }

    /// <summary>Plans a selection.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: a name is not one of the view's features, or a range is exceeded.</exception>
    public static ReadPlan Create(FeatureView view, FeatureSelection selection)
    {
        if (selection.Timeout < TimeSpan.FromMilliseconds(1) || selection.Timeout > TimeSpan.FromMinutes(1))
        {
            throw new OrleansMLException(
                ErrorCode.InvalidRequest, $"The time limit for the features of view '{view.Name}' is {selection.Timeout}; 1 ms to 1 min is allowed.");
        }

        string[] all = [.. view.Names.All.Select(slot => slot.Name).Where(name => !IsRequest(name))];
        var names = selection.Features ?? all;
        if (names.Except(all).ToArray() is { Length: > 0 } unknown)
        {
            throw new OrleansMLException(
                ErrorCode.InvalidRequest,
                $"View '{view.Name}' has no feature {string.Join(", ", unknown.Select(name => $"'{name}'"))}; its features are {string.Join(", ", all)}.");
        }

        var features = Array.ConvertAll(names, name => Plan(view, selection, name));
        var derived = view.Names.All.Count - view.Derived.Count;
        int[] fields = [.. features.SelectMany(feature => feature.Fields).Distinct().Order()];
        return new ReadPlan(selection, features, fields, features.Any(feature => feature.Slot >= derived));
    }

    private static bool IsRequest(string name) => name.StartsWith(FeatureView.RequestPrefix, StringComparison.Ordinal);

    private static PlannedFeature Plan(FeatureView view, FeatureSelection selection, string name)
    {
        view.Names.TryGetSlot(name, out var slot);
        var fields = new SortedSet<int>();
        AddFields(view, name, fields);
        var masked = view.Names.All[slot].Privacy switch
        {
            FeaturePrivacy.Pii => !selection.Personal,
            FeaturePrivacy.Secret => !selection.Secret,
            _ => false,
        };
        return new PlannedFeature(slot, [.. fields], masked);
    }

    /// <summary>Adds the fields that a feature is, or is computed from without a window between.</summary>
    public static void AddFields(FeatureView view, string name, SortedSet<int> fields)
    {
        if (!view.Names.TryGetSlot(name, out var slot) || IsRequest(name))
            return;
        if (slot < view.Fields.Count)
            fields.Add(slot);
        foreach (var read in view.Derived.FirstOrDefault(derived => derived.Name == name)?.Expression.Names ?? [])
            AddFields(view, read, fields);
    }
}
