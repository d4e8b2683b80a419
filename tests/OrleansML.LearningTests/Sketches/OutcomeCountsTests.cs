using OrleansML.Learning.Sketches;
using Xunit;

namespace OrleansML.LearningTests.Sketches;

public sealed class OutcomeCountsTests
{
    [Fact]
    public void Confusion_PublishedVector_Agrees()
    {
        // whylogs: python/tests/core/test_model_performance_metrics.py.
        int[] predicted = [0, 1, 1, 0, 0, 1, 1];
        int[] actual = [1, 0, 1, 1, 0, 1, 1];
        var (left, right) = (new ConfusionCounts(), new ConfusionCounts());
        for (var index = 0; index < predicted.Length; index++)
            (index < 3 ? left : right).Add(predicted[index], actual[index]);
        left.Merge(right);

        Assert.Equal((1, 2, 1, 3), (left[0, 0], left[0, 1], left[1, 0], left[1, 1]));
        Assert.Equal((7, 4, 4, 5), (left.Count, left.Correct, left.PredictedAs(1), left.ActuallyIs(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => left.Add(2, 0));
        Assert.Throws<ArgumentException>(() => left.Merge(new ConfusionCounts(3)));
    }

    [Fact]
    public void CalibrationBins_HandCalculation_Agrees()
    {
        var (left, right) = (new CalibrationBins(), new CalibrationBins());
        left.Add(0.05, false);
        left.Add(0.07, true);
        right.Add(0.95, true);
        right.Add(1, true);
        left.Merge(right);

        // Bin 0: mean 0.06 against 0.5, bin 9: 0.975 against 1, half of all in each.
        Assert.Equal((0.44 + 0.025) / 2, left.ExpectedError, 1e-12);
        Assert.Equal((4, 3), (left.Count, left.Positives));
        Assert.Equal((2, 0.5), (left.Bin(0).Count, left.Bin(0).PositiveShare));
        Assert.Equal(0.06, left.Bin(0).MeanProbability, 1e-12);
        Assert.True(double.IsNaN(new CalibrationBins().ExpectedError));
        Assert.Throws<ArgumentOutOfRangeException>(() => left.Add(1.1, true));
        Assert.Throws<ArgumentOutOfRangeException>(() => left.Add(double.NaN, true));
    }

    [Fact]
    public void RegressionErrors_Parts_AddUp()
    {
        var (left, right) = (new RegressionErrors(), new RegressionErrors());
        left.Add(3, 1);
        right.Add(0, 4);
        right.Add(1, 0);
        left.Merge(right);

        Assert.Equal((3, 2), (left.Count, left.Relative.Count));
        Assert.Equal(7 / 3.0, left.Absolute.Mean, 1e-12);
        Assert.Equal(7, left.Squared.Mean, 1e-12);
        Assert.Equal(1.5, left.Relative.Mean, 1e-12);
        Assert.Equal(-1 / 3.0, left.Errors.Mean, 1e-12);
        Assert.Throws<ArgumentException>(() => left.Add(double.NaN, 1));
    }
}
