using OrleansML.Learning.Features;

namespace OrleansML.Learning.Preprocessing;

/// <summary>Subtracts and divides.</summary>
internal sealed class ScaleStep(double origin, double unit) : PreprocessingStep
{
    public override string? Apply(ref FeatureValue value)
    {
        value.TryGetNumber(out var number);
        value = FeatureValue.Of((number - origin) / unit);
        return null;
    }
}
