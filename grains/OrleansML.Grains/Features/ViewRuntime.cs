using System.Collections.Concurrent;
using OrleansML.Data.Sources;
using OrleansML.Features;
using OrleansML.Learning.Features;
using OrleansML.Learning.Features.Windows;

namespace OrleansML.Grains.Features;

/// <summary>One revision of a view, made ready once per silo and shared by all its entities there. Safe for concurrent use.</summary>
internal sealed class ViewRuntime
{
    private const int MostPlans = 256;

    private readonly ConcurrentDictionary<FeatureSelection, ReadPlan> _plans = new(SelectionComparer.Instance);
    private readonly ConcurrentBag<VectorScratch> _scratch = [];
    private readonly Dictionary<string, int> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _sources = new(StringComparer.Ordinal);
    private volatile bool _superseded;

    public ViewRuntime(FeatureView view, int revision, SourceReaders[] readers, SourceCall?[] calls, ViewMetrics metrics, FeatureSwitch[]? switches = null)
    {
        Switched = FeatureSwitches.SlotsOf(view, switches ?? []);
        Metrics = metrics;
        View = view;
        Revision = revision;
        Readers = readers;
        Calls = calls;
        Rules = FeatureRow.RulesOf(view);
        Windows = view.Windows.Count > 0 ? WindowPlan.Create(view) : null;
        for (var slot = 0; slot < view.Fields.Count; slot++)
            _fields[view.Fields[slot].Name] = slot;
        for (var source = 0; source < view.Sources.Count; source++)
            _sources[view.Sources[source].Name] = source;
        FieldSources = [.. view.Fields.Select(field => _sources[field.Source])];
        Dependencies = [.. view.Names.All.Select((slot, _) => FieldsOf(view, slot.Name))];
        IsPrivate = view.Fields.Any(field => field.Privacy != FeaturePrivacy.None);
    }

    public FeatureView View { get; }

    /// <summary>Fields that are answered with their defaults, by place.</summary>
    public (int Slot, FeatureValue Default)[] Switched { get; }

    public int Revision { get; }

    public ViewMetrics Metrics { get; }

    /// <summary>The source of each field, by place.</summary>
    public int[] FieldSources { get; }

    /// <summary>The fields that each value is computed from, by the value's place; null for request data.</summary>
    public int[]?[] Dependencies { get; }

    /// <summary>The readers of each source, by place.</summary>
    public SourceReaders[] Readers { get; }

    /// <summary>The calls to each source that can be asked for one entity, by place; null for the others.</summary>
    public SourceCall?[] Calls { get; }

    public FreshnessRule[] Rules { get; }

    /// <summary>Null when the view has no windows.</summary>
    public WindowPlan? Windows { get; }

    /// <summary>Whether a field is tagged, so that what is stored must not be readable.</summary>
    public bool IsPrivate { get; }

    /// <summary>Whether a newer revision is in use.</summary>
    public bool IsSuperseded => _superseded;

    public void Supersede() => _superseded = true;

    public int? SlotOf(string field) => _fields.TryGetValue(field, out var slot) ? slot : null;

    public int? SourceOf(string name) => _sources.TryGetValue(name, out var source) ? source : null;

    /// <summary>How long something that arrives now can matter to a reader.</summary>
    public TimeSpan Life(TimeSpan shortest, TimeSpan longest)
    {
        var life = View.Fields.Any(field => field.TimeToLive is null) ? longest : View.Fields.Max(field => field.TimeToLive!.Value) + View.Fallback.MaximumStale;
        foreach (var window in View.Windows)
            life = life > window.Length + window.Hop + View.Lateness ? life : window.Length + window.Hop + View.Lateness;
        return life < shortest ? shortest : life > longest ? longest : life;
    }

    /// <summary>How to read a selection; the same selection is planned once.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    public ReadPlan PlanOf(FeatureSelection selection)
    {
        if (_plans.TryGetValue(selection, out var known))
            return known;

        // Selections come from models and people, so there are few; somebody who makes up new ones must not fill the memory.
        if (_plans.Count >= MostPlans)
            _plans.Clear();
        return _plans[selection] = ReadPlan.Create(View, selection);
    }

    /// <summary>Puts request data into a vector.</summary>
    /// <param name="values">The vector.</param>
    /// <param name="request">Data by name; names that the view does not declare are left out, wrong types are missing.</param>
    public void SetRequest(FeatureValue[] values, NamedDatum[] request)
    {
        var first = View.Fields.Count + View.Windows.Count;
        values.AsSpan(first, View.Request.Count).Clear();
        foreach (var given in request)
        {
            for (var index = 0; index < View.Request.Count; index++)
            {
                if (View.Request[index].Name == given.Name && FeatureCast.To(View.Request[index].Type, given.Value.ToValue()) is { } value)
                    values[first + index] = value;
            }
        }
    }

    public VectorScratch RentScratch() =>
        _scratch.TryTake(out var scratch) ? scratch : new VectorScratch(this, View.Names.All.Count, View.Fields.Count);

    public void Return(VectorScratch scratch) => _scratch.Add(scratch);

    private static int[]? FieldsOf(FeatureView view, string name)
    {
        if (name.StartsWith(FeatureView.RequestPrefix, StringComparison.Ordinal))
            return null;

        var fields = new SortedSet<int>();
        ReadPlan.AddFields(view, name, fields);
        return [.. fields];
    }

    // Most calls come with the same object; those from other processes with an equal one.
    private sealed class SelectionComparer : IEqualityComparer<FeatureSelection>
    {
        public static readonly SelectionComparer Instance = new();

        public bool Equals(FeatureSelection? one, FeatureSelection? other) => ReferenceEquals(one, other)
            || (one is not null && other is not null
                && one.Timeout == other.Timeout && one.Personal == other.Personal && one.Secret == other.Secret && one.Reader == other.Reader
                && (ReferenceEquals(one.Features, other.Features)
                    || (one.Features is not null && other.Features is not null && one.Features.AsSpan().SequenceEqual(other.Features))));

        public int GetHashCode(FeatureSelection selection) =>
            HashCode.Combine(selection.Timeout, selection.Personal, selection.Secret, selection.Features?.Length, selection.Features?.FirstOrDefault());
    }
}
