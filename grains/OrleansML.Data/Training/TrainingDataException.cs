namespace OrleansML.Data.Training;

/// <summary>The rows of a training cannot be had or used. The message holds everything that is wrong, and what to do.</summary>
public sealed class TrainingDataException : Exception
{
    /// <summary>Says what is wrong.</summary>
    /// <param name="violations">One sentence each, without full stop; at least one.</param>
    /// <param name="innerException">What told so, if anything did.</param>
    public TrainingDataException(IReadOnlyList<string> violations, Exception? innerException = null)
        : base($"The training rows cannot be used: {string.Join("; ", violations)}.", innerException) => Violations = violations;

    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<string> Violations { get; }
}
