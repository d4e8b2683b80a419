using OrleansML.Learning.Training;

namespace OrleansML.Training.Runs;

/// <summary>The learning rate of a step.</summary>
internal static class LearningRates
{
    /// <summary>
    /// Rises in equal parts over the steps of warm-up, the last of which has the full rate; then follows the schedule from the full rate towards
    /// 0, which it would reach one step after the last.
    /// </summary>
    public static double At(OptimizerDefinition optimizer, long step, long steps)
    {
        if (step < optimizer.WarmUpSteps)
            return optimizer.LearningRate * (step + 1) / optimizer.WarmUpSteps;

        var done = (double)(step - optimizer.WarmUpSteps) / (steps - optimizer.WarmUpSteps);
        return optimizer.LearningRate * optimizer.Schedule switch
        {
            LearningRateSchedule.Cosine => (1 + Math.Cos(Math.PI * done)) / 2,
            LearningRateSchedule.Linear => 1 - done,
            _ => 1,
        };
    }
}
