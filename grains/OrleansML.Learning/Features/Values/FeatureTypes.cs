using System.Globalization;

namespace OrleansML.Learning.Features;

/// <summary>What a type allows, and its values as text.</summary>
internal static class FeatureTypes
{
    public static bool IsNumeric(this FeatureType type) => type is FeatureType.Int or FeatureType.Long or FeatureType.Float or FeatureType.Double;

    public static bool IsInteger(this FeatureType type) => type is FeatureType.Int or FeatureType.Long;

    /// <summary>Reads a value written in the invariant culture; numbers must be finite, a time is one of <see cref="FeatureTime.TryParse"/>.</summary>
    public static bool TryParse(FeatureType type, ReadOnlySpan<char> text, out FeatureValue value)
    {
        var culture = CultureInfo.InvariantCulture;
        const NumberStyles Whole = NumberStyles.AllowLeadingSign;
        const NumberStyles Real = NumberStyles.Float;
        FeatureValue? parsed = type switch
        {
            FeatureType.Bool => text is "true" ? FeatureValue.Of(true) : text is "false" ? FeatureValue.Of(false) : null,
            FeatureType.Int => int.TryParse(text, Whole, culture, out var number) ? FeatureValue.Of(number) : null,
            FeatureType.Long => long.TryParse(text, Whole, culture, out var number) ? FeatureValue.Of(number) : null,
            FeatureType.Float => float.TryParse(text, Real, culture, out var number) && float.IsFinite(number) ? FeatureValue.Of(number) : null,
            FeatureType.Double => double.TryParse(text, Real, culture, out var number) && double.IsFinite(number) ? FeatureValue.Of(number) : null,
            FeatureType.Timestamp => FeatureTime.TryParse(text, out var time) ? FeatureValue.Of(time) : null,
            _ => FeatureValue.Of(text.ToString()),
        };
        value = parsed.GetValueOrDefault();
        return parsed is not null;
    }
}
