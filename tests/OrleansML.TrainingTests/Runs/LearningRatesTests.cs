using OrleansML.Learning.Training;
using OrleansML.Training.Runs;

namespace OrleansML.TrainingTests.Runs;

/// <summary>Learning rates of steps, by hand.</summary>
public class LearningRatesTests
{
    // Of 12 steps, 4 warm up: a quarter, a half, three quarters, all of it; 8 are left, so that step 4 + k has gone k eighths of the way down.
    [Theory]
    [InlineData(LearningRateSchedule.Constant, 0, 0.02)]
    [InlineData(LearningRateSchedule.Constant, 2, 0.06)]
    [InlineData(LearningRateSchedule.Constant, 3, 0.08)]
    [InlineData(LearningRateSchedule.Constant, 11, 0.08)]
    [InlineData(LearningRateSchedule.Linear, 1, 0.04)]
    [InlineData(LearningRateSchedule.Linear, 4, 0.08)]
    [InlineData(LearningRateSchedule.Linear, 6, 0.06)]
    [InlineData(LearningRateSchedule.Linear, 11, 0.01)]
    [InlineData(LearningRateSchedule.Cosine, 3, 0.08)]
    [InlineData(LearningRateSchedule.Cosine, 4, 0.08)]
    [InlineData(LearningRateSchedule.Cosine, 6, 0.0682842712474619)] // 0.04 (1 + cos 45 degrees)
    [InlineData(LearningRateSchedule.Cosine, 8, 0.04)]
    public void At_Step_FollowsWarmUpAndSchedule(LearningRateSchedule schedule, long step, double expected)
    {
        var optimizer = new OptimizerDefinition { LearningRate = 0.08, Schedule = schedule, WarmUpSteps = 4 };

        Assert.Equal(expected, LearningRates.At(optimizer, step, 12), 1e-12);
    }

    [Fact]
    public void At_RunShorterThanWarmUp_OnlyRises() =>
        Assert.Equal(0.005, LearningRates.At(new OptimizerDefinition { LearningRate = 0.1, WarmUpSteps = 100 }, 4, 5), 1e-15);
}
