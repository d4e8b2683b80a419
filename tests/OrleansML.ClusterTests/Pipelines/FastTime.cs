namespace OrleansML.ClusterTests.Pipelines;

/// <summary>Clocks run faster than they do, so that pipelines come due often; timers and measured times stay as they are.</summary>
internal sealed class FastTime(DateTimeOffset start, int factor) : TimeProvider
{
    private readonly long _started = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => start + (System.GetElapsedTime(_started) * factor);
}
