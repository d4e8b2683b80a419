namespace OrleansML.Training.Runs;

/// <summary>Thrown when a loss or a gradient is not a finite number: the run cannot go on from there.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="step">The step at which it happened, from 0.</param>
    /// <param name="what">What is not finite, with its value.</param>
    public TrainingDivergedException(long step, string what)
        : base(
            $"Training diverged at step {step}: {what}. Lower the learning rate, add warm-up steps or a clip norm, or look for extreme values "
            + "in the rows.") =>
        Step = step;

    /// <summary>The step at which it happened, from 0.</summary>
    public long Step { get; }
}
