using OrleansML.Learning.Features;

namespace OrleansML.Learning.Preprocessing;

/// <summary>Moves numbers beyond a bound to the bound.</summary>
internal sealed class ClipStep(double minimum, double maximum) : PreprocessingStep
{
    public override string? Apply(ref FeatureValue value)
    {
        value.TryGetNumber(out var number);
        value = FeatureValue.Of(Math.Clamp(number, minimum, maximum));
        return null;
    }
}
