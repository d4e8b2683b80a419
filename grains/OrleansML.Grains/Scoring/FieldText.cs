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

        if (FeatureTypes.TryParse(type, text, out var parsed))
            return parsed;

        // Files are looser: True for true, 3.0 for 3.
        return type switch
        {
            FeatureType.Bool => bool.TryParse(text, out var flag) ? FeatureValue.Of(flag) : null,
            FeatureType.Int or FeatureType.Long => FeatureTypes.TryParse(FeatureType.Double, text, out var number) ? FeatureCast.To(type, number) : null,
            _ => null,
        };
    }
}
