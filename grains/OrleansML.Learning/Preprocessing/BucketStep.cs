using OrleansML.Learning.Features;

namespace OrleansML.Learning.Preprocessing;

/// <summary>Numbers the interval that a number lies in: 0 below the first boundary, i from boundary i - 1 on up to below boundary i.</summary>
internal sealed class BucketStep(double[] boundaries) : PreprocessingStep
{
    public int BucketCount => boundaries.Length + 1;

    public override string? Apply(ref FeatureValue value)
    {
        value.TryGetNumber(out var number);
        var position = boundaries.AsSpan().BinarySearch(number);
        value = FeatureValue.Of((long)(position < 0 ? ~position : position + 1));
        return null;
    }
}
