using OrleansML.Learning.Features;
using OrleansML.Learning.Features.Windows;

namespace OrleansML.Data.History.Replay;

/// <summary>
/// One entity's row and windows, fed with its recorded events in the order of their arrival by the code that serves; reads between them give what
/// serving gave.
/// </summary>
internal sealed class ViewReplay
{
    private readonly FeaturePlan _plan;
    private readonly FreshnessRule[] _rules;
    private readonly WindowPlan? _windowPlan;
    private readonly FeatureValue[] _values;
    private readonly FeatureStatus[] _statuses;
    private FeatureRow _row;
    private WindowState? _windows;

    public ViewReplay(FeaturePlan plan)
    {
        _plan = plan;
        _rules = FeatureRow.RulesOf(plan.View);
        for (var slot = 0; slot < _rules.Length; slot++)
            _rules[slot] = _rules[slot] with { Default = plan.Schema.Protect(slot, _rules[slot].Default) };
        _windowPlan = plan.Windows.Count > 0 ? WindowPlan.Create(plan.View) : null;
        _values = new FeatureValue[plan.Schema.Slots.Count];
        _statuses = new FeatureStatus[_values.Length];
        _row = new FeatureRow(_rules);
    }

    /// <summary>What <see cref="Read"/> gave: a value for each slot, those that the plan does not need missing.</summary>
    public ReadOnlySpan<FeatureValue> Values => _values;

    public ReadOnlySpan<FeatureStatus> Statuses => _statuses;

    public void StartEntity()
    {
        _row = new FeatureRow(_rules);
        _windows = null;
    }

    /// <summary>Takes an event.</summary>
    /// <param name="replayed">Its times.</param>
    /// <param name="values">A value for each field.</param>
    /// <param name="told">Whether the event tells of the field.</param>
    public void Apply(in ReplayedEvent replayed, ReadOnlySpan<FeatureValue> values, ReadOnlySpan<bool> told)
    {
        for (var slot = 0; slot < told.Length; slot++)
        {
            if (told[slot])
                _row.Offer(slot, new TimedFeatureValue(values[slot], replayed.EventTime, replayed.CreatedTime, replayed.IngestTime, replayed.Source), replayed.Arrival);
        }

        if (_windowPlan is null)
            return;

        var added = new WindowEvent
        {
            EventTime = replayed.EventTime,
            CreatedTime = replayed.CreatedTime,
            Id = replayed.Id is null ? 0 : WindowEvent.HashId(replayed.Id, replayed.Source),
            Values = values,
        };
        (_windows ??= new WindowState(_windowPlan)).Add(added, replayed.Arrival);
    }

    /// <summary>Computes the features at a time.</summary>
    /// <param name="now">The time.</param>
    /// <param name="request">A value for each of the view's request data.</param>
    public void Read(FeatureTime now, ReadOnlySpan<FeatureValue> request)
    {
        foreach (var slot in _plan.Fields)
        {
            var reading = _row.Read(slot, now);
            (_values[slot], _statuses[slot]) = (reading.Value, reading.Status);
        }

        var fields = _plan.View.Fields.Count;
        foreach (var window in _plan.Windows)
            Set(fields + window, (_windows ??= new WindowState(_windowPlan!)).Read(window, now));
        if (!_plan.HasDerived)
            return;

        request.CopyTo(_values.AsSpan(_plan.Schema.FirstRequest));
        _plan.View.ComputeDerived(_values, now);
        for (var slot = _values.Length - _plan.View.Derived.Count; slot < _values.Length; slot++)
            Set(slot, _values[slot]);
    }

    private void Set(int slot, FeatureValue value)
    {
        _values[slot] = value;
        _statuses[slot] = value.IsMissing ? FeatureStatus.Missing : FeatureStatus.Fresh;
    }
}
