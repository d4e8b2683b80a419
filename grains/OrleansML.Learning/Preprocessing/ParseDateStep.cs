using OrleansML.Learning.Features;

namespace OrleansML.Learning.Preprocessing;

/// <summary>Reads a date as a culture writes it, or in one given format; what is a time already stays one, empty text is missing.</summary>
internal sealed class ParseDateStep(PreprocessingCulture culture, string? format, UnparsablePolicy policy)
    : ParsingStep(policy, $"is not a date in the form {format ?? culture.Dates[0]}")
{
    protected override bool TryParse(ref FeatureValue value)
    {
        if (!value.TryGetText(out var text))
            return value.Type == FeatureType.Timestamp;
        if (string.IsNullOrWhiteSpace(text))
        {
            value = FeatureValue.Missing;
            return true;
        }

        if (!culture.TryParseDate(text, format, out var time))
            return false;

        value = FeatureValue.Of((FeatureTime)time);
        return true;
    }
}
