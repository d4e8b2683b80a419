using System.Buffers;

namespace OrleansML.Learning.Features;

/// <summary>
/// The last known value of each field of one entity. An older event never replaces a newer one, and every read checks the age. Not safe for
/// concurrent use.
/// </summary>
public sealed class FeatureRow
{
    private const byte FormatVersion = 1;

    private readonly FreshnessRule[] _rules;
    private readonly TimedFeatureValue[] _values;
    private readonly bool[] _known;

    /// <summary>Creates a row in which nothing is known.</summary>
    /// <param name="rules">A rule for each field, in the order of <see cref="FeatureView.Fields"/>; see <see cref="RulesOf"/>.</param>
    public FeatureRow(FreshnessRule[] rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _rules = rules;
        _values = new TimedFeatureValue[rules.Length];
        _known = new bool[rules.Length];
    }

    /// <summary>Number of fields.</summary>
    public int Count => _rules.Length;

    /// <summary>The rules of a view's fields, to share between its rows.</summary>
    public static FreshnessRule[] RulesOf(FeatureView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return [.. view.Fields.Select(field => FreshnessRule.Of(view, field))];
    }

    /// <summary>Reads a row written by <see cref="WriteTo"/>.</summary>
    /// <param name="rules">The same fields in the same order as at writing.</param>
    /// <param name="data">What was written.</param>
    /// <exception cref="InvalidDataException">The data are not a row of this many fields, or are damaged.</exception>
    public static FeatureRow ReadFrom(FreshnessRule[] rules, ReadOnlySpan<byte> data)
    {
        var row = new FeatureRow(rules);
        var reader = new CompactReader(data);
        reader.Expect(FormatVersion, "feature row");
        reader.Expect(rules.Length, "number of fields");
        var stamps = new Stamp[reader.ReadCount(4)];
        foreach (ref var stamp in stamps.AsSpan())
        {
            var ingest = reader.ReadSigned();
            var eventTime = ingest + reader.ReadSigned();
            var created = ingest + reader.ReadSigned();
            stamp = new Stamp(new FeatureTime(eventTime), new FeatureTime(created), new FeatureTime(ingest), (int)reader.ReadUnsigned());
        }

        for (var slot = 0; slot < rules.Length; slot++)
        {
            var index = reader.ReadUnsigned();
            if (index == 0)
                continue;
            if (index > (ulong)stamps.Length)
                throw reader.Damaged();

            var stamp = stamps[index - 1];
            row._values[slot] = new TimedFeatureValue(reader.ReadValue(), stamp.EventTime, stamp.CreatedTime, stamp.IngestTime, stamp.Source);
            row._known[slot] = true;
        }

        reader.ExpectEnd();
        return row;
    }

    /// <summary>Takes a value if it is newer than the known one.</summary>
    /// <param name="slot">The field.</param>
    /// <param name="offered">The value with its times.</param>
    /// <param name="now">What the clock says.</param>
    public OfferResult Offer(int slot, in TimedFeatureValue offered, FeatureTime now)
    {
        if (offered.EventTime > now + FeatureClock.MaximumAhead)
            return OfferResult.AheadOfClock;
        if (_known[slot])
        {
            ref var known = ref _values[slot];
            // A redelivery keeps the first arrival; a correction that says the same, but was written down later, does count.
            if (offered.Repeats(known) && (offered.CreatedTime == known.CreatedTime || offered.CreatedTime == offered.IngestTime))
                return OfferResult.Duplicate;
            if (!offered.Supersedes(known))
                return OfferResult.Older;
        }

        _values[slot] = offered;
        _known[slot] = true;
        return OfferResult.Accepted;
    }

    /// <summary>What a reader gets of a field at a time.</summary>
    public FeatureReading Read(int slot, FeatureTime now) => _known[slot] ? _rules[slot].Read(_values[slot], now) : _rules[slot].ReadNothing();

    /// <summary>The last known value whatever its age.</summary>
    /// <returns>False when none is known.</returns>
    public bool TryGetKnown(int slot, out TimedFeatureValue known)
    {
        known = _values[slot];
        return _known[slot];
    }

    /// <summary>Writes the row compactly: the times of one event stand once, however many fields it set.</summary>
    public void WriteTo(IBufferWriter<byte> destination)
    {
        var stamps = new List<Stamp>();
        var indexes = new int[Count];
        for (var slot = 0; slot < Count; slot++)
        {
            if (!_known[slot])
                continue;

            var stamp = Stamp.Of(_values[slot]);
            var index = stamps.IndexOf(stamp);
            if (index < 0)
            {
                index = stamps.Count;
                stamps.Add(stamp);
            }

            indexes[slot] = index + 1;
        }

        var writer = new CompactWriter(destination);
        writer.WriteUnsigned(FormatVersion);
        writer.WriteUnsigned((ulong)Count);
        writer.WriteUnsigned((ulong)stamps.Count);
        foreach (var stamp in stamps)
        {
            writer.WriteSigned(stamp.IngestTime.Microseconds);
            writer.WriteSigned(stamp.EventTime.Microseconds - stamp.IngestTime.Microseconds);
            writer.WriteSigned(stamp.CreatedTime.Microseconds - stamp.IngestTime.Microseconds);
            writer.WriteUnsigned((ulong)stamp.Source);
        }

        for (var slot = 0; slot < Count; slot++)
        {
            writer.WriteUnsigned((ulong)indexes[slot]);
            if (indexes[slot] > 0)
                writer.WriteValue(_values[slot].Value);
        }
    }

    private readonly record struct Stamp(FeatureTime EventTime, FeatureTime CreatedTime, FeatureTime IngestTime, int Source)
    {
        public static Stamp Of(in TimedFeatureValue value) => new(value.EventTime, value.CreatedTime, value.IngestTime, value.Source);
    }
}
