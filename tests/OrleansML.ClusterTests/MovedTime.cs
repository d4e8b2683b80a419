namespace OrleansML.ClusterTests;

/// <summary>A clock that begins where a test wants and that it moves on; it runs besides. Timers and measured times stay as they are.</summary>
internal sealed class MovedTime(DateTimeOffset start) : TimeProvider
{
    private readonly long _started = System.GetTimestamp();
    private long _moved;

    public void Move(TimeSpan by) => Interlocked.Add(ref _moved, by.Ticks);

    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(_started) + TimeSpan.FromTicks(Interlocked.Read(ref _moved));
}
