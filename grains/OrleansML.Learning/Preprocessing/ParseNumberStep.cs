using OrleansML.Learning.Features;

namespace OrleansML.Learning.Preprocessing;

/// <summary>Reads a number as a culture writes it; what is a number already stays one; empty text and not-a-number are missing.</summary>
internal sealed class ParseNumberStep(PreprocessingCulture culture, UnparsablePolicy policy)
    : ParsingStep(policy, $"is not a number in the form of {culture.Name}")
{
    protected override bool TryParse(ref FeatureValue value)
    {
        double number;
        if (value.TryGetText(out var text))
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                value = FeatureValue.Missing;
                return true;
            }

            if (!culture.TryParseNumber(text, out number))
                return false;
        }
        else if (!value.TryGetNumber(out number) || double.IsInfinity(number))
        {
            return false;
        }

        value = double.IsNaN(number) ? FeatureValue.Missing : FeatureValue.Of(number);
        return true;
    }
}
