using OrleansML.Learning.Features;

namespace OrleansML.Learning.Preprocessing;

/// <summary>A step that may meet a value it cannot read.</summary>
internal abstract class ParsingStep(UnparsablePolicy policy, string refusal) : PreprocessingStep
{
    public sealed override string? Apply(ref FeatureValue value)
    {
        if (TryParse(ref value))
            return null;
        if (policy == UnparsablePolicy.Error)
            return refusal;

        value = FeatureValue.Missing;
        return null;
    }

    protected abstract bool TryParse(ref FeatureValue value);
}
