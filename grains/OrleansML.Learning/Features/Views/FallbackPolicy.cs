namespace OrleansML.Learning.Features;

/// <summary>What a reader gets when there is no fresh value.</summary>
public sealed record FallbackPolicy
{
    /// <summary>How long beyond its time to live a last known value may still be given out, as stale; default 0.</summary>
    public TimeSpan MaximumStale { get; init; }

    /// <summary>What comes after that.</summary>
    public FallbackAction Otherwise { get; init; }
}
