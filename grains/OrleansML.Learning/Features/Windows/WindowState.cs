using System.Buffers;

namespace OrleansML.Learning.Features.Windows;

/// <summary>
/// The windows of one entity. Events are folded into hop tiles as they arrive, late ones into the tile of their event time; a read merges the tiles
/// of a window. Time goes forward only: a clock reading earlier than one before counts as that one. What <see cref="FeatureWindow"/> and
/// <see cref="WindowAggregate"/> state holds for every order of arrival. Not safe for concurrent use.
/// </summary>
public sealed class WindowState
{
    private const int FormatVersion = 1;
    private const int MaximumPending = 1024;

    private readonly TileSeries[] _series;

    // Most entities are idle: neither is there before it is needed.
    private RememberedIds? _ids;
    private List<PendingEvent>? _pending;
    private FeatureTime _latest;

    /// <summary>Creates an empty state.</summary>
    /// <param name="plan">The windows.</param>
    public WindowState(WindowPlan plan)
        : this(plan, [.. (plan ?? throw new ArgumentNullException(nameof(plan))).Layouts.Select(layout => new TileSeries(layout))])
    {
    }

    private WindowState(WindowPlan plan, TileSeries[] series)
    {
        Plan = plan;
        _series = series;
        _latest = FeatureTime.MinValue;
    }

    /// <summary>The windows.</summary>
    public WindowPlan Plan { get; }

    /// <summary>Events dropped as <see cref="WindowOutcome.TooOld"/> or <see cref="WindowOutcome.AheadOfClock"/>.</summary>
    public long DroppedEvents { get; private set; }

    /// <summary>Reads a state that <see cref="WriteTo"/> wrote.</summary>
    /// <param name="plan">The plan that it was written with; see <see cref="MoveTo"/> for another.</param>
    /// <param name="data">What was written.</param>
    /// <exception cref="InvalidDataException">The state is of another plan, or is damaged.</exception>
    public static WindowState ReadFrom(WindowPlan plan, ReadOnlySpan<byte> data)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var reader = new CompactReader(data);
        reader.Expect(FormatVersion, "format of the window state");
        reader.Expect(plan.Fingerprint, "fingerprint of the windows");
        var latest = new FeatureTime(reader.ReadSigned());
        var dropped = (long)reader.ReadUnsigned();
        var series = new TileSeries[plan.Layouts.Length];
        for (var index = 0; index < series.Length; index++)
            series[index] = TileSeries.ReadFrom(plan.Layouts[index], ref reader);

        var state = new WindowState(plan, series) { _latest = latest, DroppedEvents = dropped };
        state._ids = RememberedIds.ReadFrom(ref reader, latest);
        for (var count = reader.ReadCount(2 + plan.FieldNames.Length); count > 0; count--)
            state.Keep(PendingFormat.Read(plan, ref reader));
        reader.ExpectEnd();
        return state;
    }

    /// <summary>Counts an event.</summary>
    /// <param name="added">The event.</param>
    /// <param name="now">What the clock says.</param>
    /// <exception cref="ArgumentException">The event has not one value for each field.</exception>
    public WindowOutcome Add(in WindowEvent added, FeatureTime now)
    {
        if (added.Values.Length != Plan.FieldNames.Length)
            throw new ArgumentException($"The event has {added.Values.Length} values; the view has {Plan.FieldNames.Length} fields.", nameof(added));

        Advance(now);
        if (IsTooOld(added.EventTime))
            return Drop(WindowOutcome.TooOld);
        if (added.EventTime > _latest + FeatureClock.MaximumAhead || (added.EventTime > _latest && _pending?.Count >= MaximumPending))
            return Drop(WindowOutcome.AheadOfClock);
        if (added.Id != 0)
        {
            if (_ids?.Contains(added.Id) == true)
                return WindowOutcome.Duplicate;
            (_ids ??= new RememberedIds()).Add(added.Id, _latest);
        }

        if (added.EventTime <= _latest)
            return Count(added.EventTime, added.CreatedTime, added.Values) ? WindowOutcome.Counted : WindowOutcome.WithoutEffect;

        Keep(new PendingEvent(added.EventTime, added.CreatedTime, added.Values.ToArray()));
        return WindowOutcome.Pending;
    }

    /// <summary>Value of a window at a time.</summary>
    /// <param name="window">Which one, counted as in <see cref="WindowPlan.Names"/>.</param>
    /// <param name="now">What the clock says.</param>
    public FeatureValue Read(int window, FeatureTime now)
    {
        Advance(now);
        var (layout, aggregate, length) = Plan.Windows[window];
        var first = Plan.Layouts[layout].TileOf(new FeatureTime(_latest.Microseconds - length));
        return _series[layout].Read(first, aggregate);
    }

    /// <summary>
    /// The state under a changed plan: tiles of windows that stay the same stay, those of changed windows begin empty. Takes this state apart; use
    /// only the result.
    /// </summary>
    /// <param name="plan">The new plan, of a new definition of the same view.</param>
    public WindowState MoveTo(WindowPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var series = plan.Layouts.Select(layout =>
            Array.Find(_series, candidate => candidate.Layout.IsSameAs(layout))?.WithLayout(layout) ?? new TileSeries(layout));
        var moved = new WindowState(plan, [.. series]) { _latest = _latest, _ids = _ids, DroppedEvents = DroppedEvents };
        int[] from = [.. plan.FieldNames.Select(name => Array.IndexOf(Plan.FieldNames, name))];
        foreach (var pending in _pending ?? [])
            moved.Keep(pending with { Values = [.. from.Select(slot => slot < 0 ? FeatureValue.Missing : pending.Values[slot])] });
        return moved;
    }

    /// <summary>Writes the state compactly, without what no window will see again.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="now">What the clock says.</param>
    public void WriteTo(IBufferWriter<byte> destination, FeatureTime now)
    {
        ArgumentNullException.ThrowIfNull(destination);
        Advance(now);
        var writer = new CompactWriter(destination);
        writer.WriteUnsigned(FormatVersion);
        writer.WriteUnsigned(Plan.Fingerprint);
        writer.WriteSigned(_latest.Microseconds);
        writer.WriteUnsigned((ulong)DroppedEvents);
        for (var index = 0; index < _series.Length; index++)
        {
            _series[index].DropBefore(Plan.FirstTile(index, _latest));
            _series[index].WriteTo(writer);
        }

        RememberedIds.Write(_ids, writer, _latest);
        writer.WriteUnsigned((ulong)(_pending?.Count ?? 0));
        foreach (var pending in _pending ?? [])
            PendingFormat.Write(pending, writer);
    }

    private void Advance(FeatureTime now)
    {
        if (now <= _latest)
            return;

        _latest = now;
        if (_ids?.ForgetBefore(new FeatureTime(now.Microseconds - Plan.Lateness)) == 0)
            _ids = null;
        if (_pending is not null)
            CountDue(_pending);
    }

    private void CountDue(List<PendingEvent> pending)
    {
        // In the order of time, as if the clock had been looked at all the while: sums must not depend to the bit on when somebody read.
        foreach (var (eventTime, createdTime, values) in pending.Where(kept => kept.EventTime <= _latest).OrderBy(kept => kept.EventTime))
            Count(eventTime, createdTime, values);

        pending.RemoveAll(kept => kept.EventTime <= _latest);
        if (pending.Count == 0)
            _pending = null;
    }

    private bool Count(FeatureTime eventTime, FeatureTime createdTime, ReadOnlySpan<FeatureValue> values)
    {
        var counted = false;
        for (var index = 0; index < _series.Length; index++)
        {
            var series = _series[index];
            var value = values[series.Layout.Slot];
            var first = Plan.FirstTile(index, _latest);
            if (series.Layout.TileOf(eventTime) < first || !IsCountable(value, series.Layout.Type))
                continue;

            series.DropBefore(first);
            series.Add(value, eventTime, createdTime);
            counted = true;
        }

        return counted;
    }

    private static bool IsCountable(in FeatureValue value, FeatureType type) =>
        value.Type == type && (!type.IsNumeric() || (value.TryGetNumber(out var number) && double.IsFinite(number)));

    private bool IsTooOld(FeatureTime eventTime)
    {
        for (var index = 0; index < _series.Length; index++)
        {
            if (eventTime.Microseconds >= (Plan.FirstTile(index, _latest) * _series[index].Layout.Hop) - Plan.Lateness)
                return false;
        }

        return _series.Length > 0;
    }

    private WindowOutcome Drop(WindowOutcome outcome)
    {
        DroppedEvents++;
        return outcome;
    }

    private void Keep(PendingEvent pending) => (_pending ??= []).Add(pending);
}
