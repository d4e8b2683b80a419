namespace OrleansML.Client;

/// <summary>How to take a silo out of service.</summary>
public sealed record DrainOptions
{
    /// <summary>Time for other silos to load what the silo serves, 1 s to 1 hour; when it passes the silo stays. Default 2 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Leave even as the last silo of a pool, or when other silos cannot load everything. Default false.</summary>
    public bool Force { get; init; }
}
