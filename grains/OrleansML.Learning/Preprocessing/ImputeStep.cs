using OrleansML.Learning.Features;

namespace OrleansML.Learning.Preprocessing;

/// <summary>Puts a constant where there is no value.</summary>
internal sealed class ImputeStep(FeatureValue constant) : PreprocessingStep
{
    public override bool SeesMissing => true;

    public override string? Apply(ref FeatureValue value)
    {
        if (value.IsMissing)
            value = constant;
        return null;
    }
}
