using System.Globalization;
using OrleansML.Grains.Features;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Scoring;

/// <summary>
/// Request data from files and tables, where numbers may stand as text and texts as numbers. As in training, blanks around a text do not count, and an
/// empty one is missing.
/// </summary>
internal static class FieldText
{
    /// <summary>A value as its declared type; null when it cannot be.</summary>
    public static FeatureValue? Read(FeatureType type, FeatureValue value)
    {
        if (!value.TryGetText(out var text))
            return type == FeatureType.String && !value.IsMissing ? FeatureValue.Of(value.ToString()) : FeatureCast.To(type, value);

        text = text.Trim();
        if (text.Length == 0)
            return FeatureValue.Missing;

        return type switch
        {
            FeatureType.String => FeatureValue.Of(text),
            FeatureType.Bool => bool.TryParse(text, out var flag) ? FeatureValue.Of(flag) : null,
            FeatureType.Int or FeatureType.Long when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) =>
                FeatureCast.To(type, FeatureValue.Of(integer)),
            FeatureType.Timestamp => FeatureTime.TryParse(text, out var time) ? FeatureValue.Of(time) : null,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? FeatureCast.To(type, FeatureValue.Of(number))
                : null,
        };
    }
}
