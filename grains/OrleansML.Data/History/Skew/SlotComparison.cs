using DuckDB.NET.Data;
using OrleansML.Data.History.Replay;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Features;

namespace OrleansML.Data.History.Skew;

/// <summary>Compares one feature of many vectors.</summary>
internal sealed class SlotComparison(HistorySchema schema, int slot, SkewRequest request)
{
    public const string Masked = "masked";

    private readonly List<SkewExample> _examples = [];
    private readonly FeatureType _type = schema.IsHashed(slot) ? FeatureType.String : schema.Slots[slot].Type;
    private long _compared;
    private long _mismatched;
    private long _missing;
    private long _extra;
    private double? _worst;

    public int Slot => slot;

    public void Compare(DuckDBDataReader reader, int ordinal, ViewReplay replay, Func<string> entity, FeatureTime servedAt)
    {
        // Without a status it was not served: its column came with another file.
        if (reader.IsDBNull(ordinal + 1))
            return;

        _compared++;
        var served = reader.Read(ordinal, _type);
        var known = slot < schema.View.Fields.Count ? replay.Values[slot] : schema.Protect(slot, replay.Values[slot]);
        if (served == known)
            return;

        if (served.IsMissing)
            _missing++;
        else if (known.IsMissing)
            _extra++;
        else
            CountMismatch(served, known);
        if (_examples.Count < request.MaximumExamples)
            _examples.Add(new SkewExample(entity(), servedAt, Shown(served), Shown(known)));
    }

    public FeatureSkew Result() => new()
    {
        Feature = schema.Slots[slot].Name,
        Compared = _compared,
        Equal = _compared - Differing,
        Mismatched = _mismatched,
        Missing = _missing,
        Extra = _extra,
        WorstRelativeDifference = _worst,
        IsSkewed = _compared > 0 && Differing > request.Threshold * _compared,
        Examples = _examples,
    };

    private long Differing => _mismatched + _missing + _extra;

    private void CountMismatch(in FeatureValue served, in FeatureValue known)
    {
        _mismatched++;
        if (!served.TryGetNumber(out var left) || !known.TryGetNumber(out var right))
            return;

        // Equal numbers of different bits: 0 and -0.
        var difference = left == right ? 0 : Math.Abs(left - right) / Math.Max(Math.Abs(left), Math.Abs(right));
        _worst = Math.Max(_worst ?? 0, difference);
    }

    private string Shown(in FeatureValue value) => value.IsMissing || schema.Slots[slot].Privacy == FeaturePrivacy.None ? value.ToString() : Masked;
}
