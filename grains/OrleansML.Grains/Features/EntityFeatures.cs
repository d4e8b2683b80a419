using OrleansML.Data.History;
using OrleansML.Features;
using OrleansML.Learning.Features;
using OrleansML.Learning.Features.Windows;

namespace OrleansML.Grains.Features;

/// <summary>What is known of one entity: its last known values and its windows. Not safe for concurrent use.</summary>
internal sealed class EntityFeatures
{
    private readonly ViewRuntime _view;
    private readonly FeatureRow _row;

    // Most views have none.
    private readonly WindowState? _windows;

    public EntityFeatures(ViewRuntime view)
        : this(view, new FeatureRow(view.Rules), view.Windows is { } plan ? new WindowState(plan) : null)
    {
    }

    private EntityFeatures(ViewRuntime view, FeatureRow row, WindowState? windows)
    {
        _view = view;
        _row = row;
        _windows = windows;
    }

    public ViewRuntime View => _view;

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is not that, or of another definition of the view.</exception>
    public static EntityFeatures Read(ViewRuntime view, StoredFeatures stored) => new(
        view,
        FeatureRow.ReadFrom(view.Rules, stored.Row),
        view.Windows is { } plan ? WindowState.ReadFrom(plan, stored.Windows) : null);

    /// <summary>What is to be stored.</summary>
    public StoredFeatures Write(FeatureTime now)
    {
        var row = new System.Buffers.ArrayBufferWriter<byte>();
        _row.WriteTo(row);
        var windows = new System.Buffers.ArrayBufferWriter<byte>();
        _windows?.WriteTo(windows, now);
        return new StoredFeatures { Row = row.WrittenSpan.ToArray(), Windows = windows.WrittenSpan.ToArray(), Revision = _view.Revision };
    }

    /// <summary>The same entity under another definition of its view. Takes this one apart; use only the result.</summary>
    public EntityFeatures MoveTo(ViewRuntime view)
    {
        var row = new FeatureRow(view.Rules);
        for (var slot = 0; slot < view.View.Fields.Count; slot++)
        {
            var field = view.View.Fields[slot];
            if (_view.SlotOf(field.Name) is not { } before || !_row.TryGetKnown(before, out var known))
                continue;

            // A source keeps its values as long as it goes by the same name; those of one that is gone stay too, until a newer one comes.
            var source = view.SourceOf(_view.View.Sources[known.Source].Name) ?? view.SourceOf(field.Source) ?? 0;
            if (known.Value.IsMissing || field.WhyRefused(known.Value) is null)
                row.Offer(slot, known with { Source = source }, known.IngestTime);
        }

        var windows = view.Windows is not { } plan ? null : _windows?.MoveTo(plan) ?? new WindowState(plan);
        return new EntityFeatures(view, row, windows);
    }

    /// <summary>Takes an event in.</summary>
    public FeatureEventOutcome Apply(FeatureEventData delivered, FeatureTime now)
    {
        var eventTime = delivered.EventTime is { } time ? new FeatureTime(time) : now;
        var createdTime = delivered.CreatedTime is { } created ? new FeatureTime(created) : now;
        var accepted = false;
        var late = false;
        for (var index = 0; index < delivered.Slots.Length; index++)
        {
            var value = delivered.Values[index].ToValue();
            var result = _row.Offer(delivered.Slots[index], new TimedFeatureValue(value, eventTime, createdTime, now, delivered.Source), now);
            accepted |= result is OfferResult.Accepted;
            late |= result is OfferResult.Older or OfferResult.AheadOfClock;
        }

        return AddToWindows(delivered, eventTime, createdTime, now) switch
        {
            WindowOutcome.Counted or WindowOutcome.Pending => FeatureEventOutcome.Accepted,
            WindowOutcome.Duplicate when !accepted => FeatureEventOutcome.Duplicate,
            WindowOutcome.TooOld or WindowOutcome.AheadOfClock when !accepted => FeatureEventOutcome.Dropped,
            _ when accepted || delivered.Slots.Length == 0 => FeatureEventOutcome.Accepted,
            _ => late ? FeatureEventOutcome.Dropped : FeatureEventOutcome.Duplicate,
        };
    }

    /// <summary>Whether a field needs no look at its source: its value is fresh, or its absence is.</summary>
    /// <param name="field">Its place.</param>
    /// <param name="missingLife">How long a source's word that there is no value holds.</param>
    /// <param name="now">What the clock says.</param>
    public bool IsFresh(int field, TimeSpan missingLife, FeatureTime now)
    {
        if (!_row.TryGetKnown(field, out var known))
            return false;
        return known.Value.IsMissing
            ? now - known.IngestTime <= missingLife
            : _view.Rules[field].StatusAt(known.EventTime, now) == FeatureStatus.Fresh;
    }

    /// <summary>Puts the vector of a selection together.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="plan">What is wanted.</param>
    /// <param name="request">Request data.</param>
    /// <param name="now">What the clock says.</param>
    /// <param name="history">Gets the vector when a model reads it.</param>
    public FeatureVector Assemble(string entity, ReadPlan plan, NamedDatum[] request, FeatureTime now, FeatureHistory history)
    {
        var view = _view.View;
        using var scratch = _view.RentScratch();
        var values = scratch.Values;
        var readings = scratch.Readings;
        for (var slot = 0; slot < view.Fields.Count; slot++)
        {
            readings[slot] = _row.Read(slot, now);
            values[slot] = readings[slot].Value;
        }

        foreach (var (slot, substitute) in _view.Switched)
        {
            readings[slot] = readings[slot] with { Value = substitute, Status = FeatureStatus.Default };
            values[slot] = substitute;
        }

        for (var window = 0; window < view.Windows.Count; window++)
            values[view.Fields.Count + window] = _windows!.Read(window, now);
        var isRecorded = plan.Selection.Reader is not null && history.IsOn;
        if (plan.NeedsDerived || isRecorded)
        {
            _view.SetRequest(values, request);
            view.ComputeDerived(values, now);
        }

        if (view.Fallback.Otherwise == FallbackAction.Error && FindUnusable(plan, readings) is { } unusable)
            return new FeatureVector { Entity = entity, ServedAt = now.Microseconds, Features = [], Failure = unusable };

        if (isRecorded)
            history.Add(ServedVectorOf(entity, plan.Selection.Reader!, values, readings, now));
        var features = new FeatureReadout[plan.Features.Length];
        for (var index = 0; index < features.Length; index++)
            features[index] = ReadoutOf(plan.Features[index], values, readings);
        _view.Metrics.CountValues(features, now.Microseconds);
        return new FeatureVector { Entity = entity, ServedAt = now.Microseconds, Features = features };
    }

    private WindowOutcome AddToWindows(FeatureEventData delivered, FeatureTime eventTime, FeatureTime createdTime, FeatureTime now)
    {
        if (_windows is null)
            return WindowOutcome.WithoutEffect;

        using var scratch = _view.RentScratch();
        var values = scratch.Values.AsSpan(0, _view.View.Fields.Count);
        values.Clear();
        for (var index = 0; index < delivered.Slots.Length; index++)
            values[delivered.Slots[index]] = delivered.Values[index].ToValue();
        var counted = new WindowEvent
        {
            EventTime = eventTime,
            CreatedTime = createdTime,
            Id = delivered.Id is { } id ? WindowEvent.HashId(id, delivered.Source) : 0,
            Values = values,
        };
        return _windows.Add(counted, now);
    }

    private ServedVector ServedVectorOf(string entity, string model, FeatureValue[] values, FeatureReading[] readings, FeatureTime now)
    {
        var statuses = new FeatureStatus[values.Length];
        for (var slot = 0; slot < statuses.Length; slot++)
        {
            statuses[slot] = slot < readings.Length ? readings[slot].Status
                : _view.Dependencies[slot] is { } fields ? StatusOf(fields, values[slot], readings)
                : FeatureStatus.Fresh;
        }

        return new ServedVector { View = _view.View, Entity = entity, ServedAt = now, Values = values.ToArray(), Statuses = statuses, Model = model };
    }

    private string? FindUnusable(ReadPlan plan, FeatureReading[] readings)
    {
        List<string>? names = null;
        foreach (var field in plan.Fields)
        {
            if (readings[field].Status is FeatureStatus.Expired or FeatureStatus.Missing)
                (names ??= []).Add($"'{_view.View.Fields[field].Name}' is {(readings[field].Status is FeatureStatus.Expired ? "expired" : "missing")}");
        }

        return names is null
            ? null
            : $"{string.Join(", ", names)}, and the policy of view '{_view.View.Name}' asks for an error then ('fallback.otherwise: error').";
    }

    private FeatureReadout ReadoutOf(PlannedFeature feature, FeatureValue[] values, FeatureReading[] readings)
    {
        var value = values[feature.Slot];
        var masked = feature.Masked;
        FeatureReadout readout;
        if (feature.Slot < readings.Length)
        {
            var reading = readings[feature.Slot];
            readout = new FeatureReadout(
                masked ? default : value.ToDatum(),
                FeatureData.ToAge(reading.Status), reading.EventTime?.Microseconds, reading.IngestTime?.Microseconds, reading.Source);
        }
        else
        {
            readout = Computed(feature, value, readings);
        }

        return masked ? readout with { Masked = true } : readout;
    }

    // As old as the oldest that it was computed from.
    private static FeatureReadout Computed(PlannedFeature feature, FeatureValue value, FeatureReading[] readings)
    {
        long? oldest = null;
        long? arrived = null;
        foreach (var field in feature.Fields)
        {
            oldest = Earlier(oldest, readings[field].EventTime);
            arrived = Earlier(arrived, readings[field].IngestTime);
        }

        var age = FeatureData.ToAge(StatusOf(feature.Fields, value, readings));
        return new FeatureReadout(feature.Masked ? default : value.ToDatum(), age, oldest, arrived, -1);
    }

    // A value that came about although an input is missing has a default in it.
    private static FeatureStatus StatusOf(int[] fields, FeatureValue value, FeatureReading[] readings)
    {
        var worst = FeatureStatus.Fresh;
        foreach (var field in fields)
        {
            if (Severity(readings[field].Status) > Severity(worst))
                worst = readings[field].Status;
        }

        if (value.IsMissing)
            return worst is FeatureStatus.Expired ? worst : FeatureStatus.Missing;
        return worst is FeatureStatus.Expired or FeatureStatus.Missing ? FeatureStatus.Default : worst;
    }

    private static int Severity(FeatureStatus status) => status switch
    {
        FeatureStatus.Fresh => 0,
        FeatureStatus.Stale => 1,
        FeatureStatus.Default => 2,
        FeatureStatus.Expired => 3,
        _ => 4,
    };

    private static long? Earlier(long? one, FeatureTime? other) =>
        other is not { } time ? one : one is { } known ? Math.Min(known, time.Microseconds) : time.Microseconds;
}
