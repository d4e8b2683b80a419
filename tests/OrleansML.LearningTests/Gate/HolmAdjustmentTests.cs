using OrleansML.Learning.Gate;
using Xunit;

namespace OrleansML.LearningTests.Gate;

public sealed class HolmAdjustmentTests
{
    // By hand: sorted 0.005, 0.01, 0.03, 0.04 times 4, 3, 2, 1, and none below the one before it.
    [Fact]
    public void Adjust_FourValues_IsTheStepDownProduct() =>
        AssertClose([0.03, 0.06, 0.06, 0.02], HolmAdjustment.Adjust([0.01, 0.04, 0.03, 0.005]));

    [Fact]
    public void Adjust_UndefinedValue_StaysAndDoesNotCount() =>
        AssertClose([0.02, double.NaN, 0.5], HolmAdjustment.Adjust([0.01, double.NaN, 0.5]));

    [Fact]
    public void Adjust_LargeValues_EndAtOne() => AssertClose([1, 1], HolmAdjustment.Adjust([0.9, 0.8]));

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }
}
