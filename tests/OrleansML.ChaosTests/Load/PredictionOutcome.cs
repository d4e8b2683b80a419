namespace OrleansML.ChaosTests.Load;

/// <summary>How a prediction ended.</summary>
internal enum PredictionOutcome
{
    /// <summary>The right answer.</summary>
    Right,

    /// <summary>An answer that is not right.</summary>
    Wrong,

    /// <summary>No answer, after all retries.</summary>
    Lost,
}
