using OrleansML.Learning.Features;

namespace OrleansML.Grains.Features;

/// <summary>Takes numbers from where types are looser, such as JSON, without changing what they say.</summary>
internal static class FeatureCast
{
    /// <summary>A value as another type.</summary>
    /// <returns>Missing stays missing; null when the type cannot hold the value.</returns>
    public static FeatureValue? To(FeatureType type, FeatureValue value)
    {
        if (value.IsMissing || value.Type == type)
            return value;
        if (value.TryGetInteger(out var integer) && value.Type != FeatureType.Bool)
        {
            return type switch
            {
                FeatureType.Int when integer == (int)integer => FeatureValue.Of((int)integer),
                FeatureType.Long => FeatureValue.Of(integer),
                FeatureType.Float when (long)(float)integer == integer => FeatureValue.Of((float)integer),
                FeatureType.Double when (long)(double)integer == integer => FeatureValue.Of((double)integer),
                _ => null,
            };
        }

        if (!value.TryGetNumber(out var number) || value.Type == FeatureType.Bool)
            return null;
        return type switch
        {
            FeatureType.Double => FeatureValue.Of(number),
            FeatureType.Float => FeatureValue.Of((float)number),
            FeatureType.Int when number == Math.Truncate(number) && number is >= int.MinValue and <= int.MaxValue => FeatureValue.Of((int)number),
            FeatureType.Long when number == Math.Truncate(number) && Math.Abs(number) <= 1L << 53 => FeatureValue.Of((long)number),
            _ => null,
        };
    }
}
