using OrleansML.Data.History.Storage;
using OrleansML.Learning.Features;

namespace OrleansML.Data.History.Replay;

/// <summary>Which features of a view are wanted, and what has to be read to compute them.</summary>
internal sealed class FeaturePlan
{
    private readonly SortedSet<int> _fields = [];
    private readonly SortedSet<int> _windows = [];

    private FeaturePlan(HistorySchema schema, int[] wanted)
    {
        Schema = schema;
        Wanted = wanted;
    }

    public HistorySchema Schema { get; }

    public FeatureView View => Schema.View;

    /// <summary>Slots of the wanted features, in the order asked for.</summary>
    public int[] Wanted { get; }

    /// <summary>Slots of the fields to read.</summary>
    public IReadOnlyCollection<int> Fields => _fields;

    /// <summary>Windows to compute, counted as in the view.</summary>
    public IReadOnlyCollection<int> Windows => _windows;

    /// <summary>Whether derived features are to be computed.</summary>
    public bool HasDerived { get; private set; }

    /// <summary>Plans features by name.</summary>
    /// <param name="schema">The view and how its history keeps personal values.</param>
    /// <param name="names">Names; null: all that can be computed and are not secret.</param>
    /// <param name="violations">Gets what cannot be had, and why.</param>
    public static FeaturePlan Create(HistorySchema schema, IEnumerable<string>? names, List<string> violations)
    {
        var view = schema.View;
        if (names is null)
        {
            int[] all = [.. Enumerable.Range(0, schema.Slots.Count).Where(slot => !schema.IsRequest(slot) && schema.IsWritten(slot) && WhyNot(schema, slot) is null)];
            return Create(schema, all);
        }

        var wanted = new List<int>();
        foreach (var name in names)
        {
            if (!view.Names.TryGet(name, out _) || !view.Names.TryGetSlot(name, out var slot))
                violations.Add($"view '{view.Name}' has no feature '{name}'; it has {schema.Slots.Where((_, index) => !schema.IsRequest(index)).Select(known => known.Name).Join()}");
            else if (WhyNot(schema, slot) is { } reason)
                violations.Add($"feature '{name}' of view '{view.Name}' {reason}");
            else if (wanted.Contains(slot))
                violations.Add($"feature '{name}' of view '{view.Name}' is asked for twice");
            else
                wanted.Add(slot);
        }

        return Create(schema, [.. wanted]);
    }

    /// <summary>Why a feature cannot be computed from history; null when it can.</summary>
    public static string? WhyNot(HistorySchema schema, int slot)
    {
        if (!schema.IsWritten(slot))
            return "is secret; secret values are never written";
        if (slot < schema.View.Fields.Count)
            return null;

        // What comes from a secret is secret itself.
        foreach (var field in FieldsOf(schema, slot))
        {
            if (schema.IsHashed(field))
                return $"is computed from '{schema.Slots[field].Name}', which is personal and kept as a hash; record the history with personal values kept plain";
        }

        return null;
    }

    private static FeaturePlan Create(HistorySchema schema, int[] wanted)
    {
        var plan = new FeaturePlan(schema, wanted);
        foreach (var slot in wanted)
            plan.Need(slot);
        return plan;
    }

    private static SortedSet<int> FieldsOf(HistorySchema schema, int slot) => Create(schema, [slot])._fields;

    private void Need(int slot)
    {
        if (slot < View.Fields.Count)
        {
            _fields.Add(slot);
        }
        else if (slot < Schema.FirstRequest)
        {
            var window = slot - View.Fields.Count;
            _windows.Add(window);
            Need(View.Windows[window].Field);
        }
        else if (!Schema.IsRequest(slot))
        {
            HasDerived = true;
            foreach (var name in View.Derived[slot - Schema.FirstRequest - View.Request.Count].Expression.Names)
                Need(name);
        }
    }

    private void Need(string name)
    {
        if (View.Names.TryGetSlot(name, out var slot))
            Need(slot);
    }
}
