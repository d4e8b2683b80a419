namespace OrleansML.ChaosTests.Load;

/// <summary>One prediction. Times count from the start of the run.</summary>
/// <param name="Way">How it was asked for.</param>
/// <param name="Due">When it had to be sent; an answer's latency counts from here.</param>
/// <param name="Ended">When it was answered or given up.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Retries">Attempts beyond the first that the test saw, those of the balancer.</param>
/// <param name="Fault">What was wrong, or why it was lost.</param>
internal sealed record PredictionRecord(
    PredictionWay Way, TimeSpan Due, TimeSpan Ended, PredictionOutcome Outcome, int Retries, string? Fault)
{
    public TimeSpan Latency => Ended - Due;
}
