using OrleansML.Features;
using OrleansML.Inference.Packages;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Features;

/// <summary>Values between the wire and the computations.</summary>
internal static class FeatureData
{
    public static FeatureValue ToValue(this in FeatureDatum datum) => datum.Type switch
    {
        FeatureDatumType.Bool => FeatureValue.Of(datum.Bits != 0),
        FeatureDatumType.Int => FeatureValue.Of((int)datum.Bits),
        FeatureDatumType.Long => FeatureValue.Of(datum.Bits),
        FeatureDatumType.Float => FeatureValue.Of(BitConverter.Int32BitsToSingle((int)datum.Bits)),
        FeatureDatumType.Double => FeatureValue.Of(BitConverter.Int64BitsToDouble(datum.Bits)),
        FeatureDatumType.String => FeatureValue.Of(datum.Text),
        FeatureDatumType.Timestamp => FeatureValue.Of(new FeatureTime(datum.Bits)),
        _ => FeatureValue.Missing,
    };

    public static FeatureDatum ToDatum(this in FeatureValue value)
    {
        if (value.TryGetText(out var text))
            return new FeatureDatum(FeatureDatumType.String, 0, text);
        if (value.TryGetTime(out var time))
            return new FeatureDatum(FeatureDatumType.Timestamp, time.Microseconds, null);
        if (value.TryGetInteger(out var integer))
            return new FeatureDatum(DatumTypes.Of(value.Type!.Value), integer, null);
        if (!value.TryGetNumber(out var number))
            return default;
        return value.Type == FeatureType.Float ? (float)number : number;
    }

    public static FeatureType TypeOf(FeatureDatumType type) => type switch
    {
        FeatureDatumType.Bool => FeatureType.Bool,
        FeatureDatumType.Int => FeatureType.Int,
        FeatureDatumType.Long => FeatureType.Long,
        FeatureDatumType.Float => FeatureType.Float,
        FeatureDatumType.Double => FeatureType.Double,
        FeatureDatumType.Timestamp => FeatureType.Timestamp,
        _ => FeatureType.String,
    };

    public static FeatureAge ToAge(FeatureStatus status) => status switch
    {
        FeatureStatus.Fresh => FeatureAge.Fresh,
        FeatureStatus.Stale => FeatureAge.Stale,
        FeatureStatus.Expired => FeatureAge.Expired,
        FeatureStatus.Default => FeatureAge.Default,
        _ => FeatureAge.Missing,
    };

    public static FeatureEvent ToEvent(this FeatureEventData delivered, string entity)
    {
        var fields = new FeatureFieldValue[delivered.Slots.Length];
        for (var index = 0; index < fields.Length; index++)
            fields[index] = new FeatureFieldValue(delivered.Slots[index], delivered.Values[index].ToValue());
        return new FeatureEvent
        {
            Entity = entity,
            Source = delivered.Source,
            EventTime = delivered.EventTime is { } eventTime ? new FeatureTime(eventTime) : null,
            CreatedTime = delivered.CreatedTime is { } createdTime ? new FeatureTime(createdTime) : null,
            Id = delivered.Id,
            Fields = fields,
        };
    }

    public static FeatureEventData ToData(this FeatureEvent delivered)
    {
        var slots = new int[delivered.Fields.Count];
        var values = new FeatureDatum[slots.Length];
        for (var index = 0; index < slots.Length; index++)
        {
            slots[index] = delivered.Fields[index].Slot;
            values[index] = delivered.Fields[index].Value.ToDatum();
        }

        return new FeatureEventData
        {
            Source = delivered.Source,
            EventTime = delivered.EventTime?.Microseconds,
            CreatedTime = delivered.CreatedTime?.Microseconds,
            Id = delivered.Id,
            Slots = slots,
            Values = values,
        };
    }
}
