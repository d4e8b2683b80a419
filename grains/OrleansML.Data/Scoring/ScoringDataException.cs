namespace OrleansML.Data.Scoring;

/// <summary>The rows of a scoring job cannot be read or written. The message holds everything that is wrong and what to do, and no secret.</summary>
public sealed class ScoringDataException : Exception
{
    /// <summary>Says what is wrong.</summary>
    /// <param name="failure">The kind of failure.</param>
    /// <param name="violations">One sentence each, without full stop; at least one.</param>
    /// <param name="innerException">What told so, if anything did.</param>
    public ScoringDataException(ScoringFailure failure, IReadOnlyList<string> violations, Exception? innerException = null)
        : base($"{string.Join("; ", violations)}.", innerException)
    {
        Failure = failure;
        Violations = violations;
    }

    /// <summary>The kind of failure.</summary>
    public ScoringFailure Failure { get; }

    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<string> Violations { get; }

    /// <summary>Whether the same may succeed later without anybody changing the definition: a database that does not answer, a full disk.</summary>
    public bool CanRetry => Failure is ScoringFailure.Unreachable or ScoringFailure.NoRoom;
}
