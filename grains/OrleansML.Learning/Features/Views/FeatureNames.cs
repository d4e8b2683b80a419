using System.Diagnostics.CodeAnalysis;

namespace OrleansML.Learning.Features;

/// <summary>
/// The features of a view by name, each with its slot: fields first, then windows, then request data, then derived features, each
/// after those that it reads. A vector of values in this order is what expressions are evaluated over.
/// </summary>
public sealed class FeatureNames
{
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly List<FeatureSlot> _all = [];

    internal FeatureNames(
        IReadOnlyList<FeatureField> fields, IReadOnlyList<FeatureWindow> windows, IReadOnlyList<DerivedFeature> derived, IReadOnlyList<FeatureKey> request)
    {
        foreach (var field in fields)
            Add(new FeatureSlot(field.Name, field.Type, field.Privacy));
        foreach (var window in windows)
            Add(new FeatureSlot(window.Name, TypeOf(window.Aggregate, fields.First(field => field.Name == window.Field).Type), window.Privacy));
        foreach (var key in request)
            Add(new FeatureSlot(FeatureView.RequestPrefix + key.Name, key.Type, FeaturePrivacy.None));
        foreach (var feature in derived)
            Add(new FeatureSlot(feature.Name, feature.Type, feature.Privacy));
    }

    /// <summary>Every slot in order, request data included.</summary>
    public IReadOnlyList<FeatureSlot> All => _all;

    /// <summary>The slot of a name; request data by its name with <see cref="FeatureView.RequestPrefix"/>.</summary>
    /// <returns>False when there is no such name.</returns>
    public bool TryGetSlot(string name, out int slot) => _slots.TryGetValue(name, out slot);

    /// <summary>A feature by name; not request data.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out FeatureSlot? slot)
    {
        slot = _slots.TryGetValue(name, out var index) && !name.StartsWith(FeatureView.RequestPrefix, StringComparison.Ordinal) ? _all[index] : null;
        return slot is not null;
    }

    internal static FeatureType TypeOf(WindowAggregate aggregate, FeatureType field) => aggregate switch
    {
        WindowAggregate.Count or WindowAggregate.Distinct => FeatureType.Long,
        WindowAggregate.Last => field,
        _ => FeatureType.Double,
    };

    private void Add(FeatureSlot slot)
    {
        _slots.Add(slot.Name, _all.Count);
        _all.Add(slot);
    }
}
