namespace OrleansML.Monitoring;

/// <summary>Predictions that were answered and are in no window, because a silo ended before it had brought them there, or had no room for them.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorLoss")]
public sealed record MonitorLoss
{
    /// <summary>The run of the silo.</summary>
    [Id(0)]
    public required string Source { get; init; }

    /// <summary>The version.</summary>
    [Id(1)]
    public required int Version { get; init; }

    /// <summary>How many requests were lost with the silo.</summary>
    [Id(2)]
    public required long Lost { get; init; }

    /// <summary>How many it had dropped, because they came faster than they could be counted.</summary>
    [Id(3)]
    public required long Dropped { get; init; }

    /// <summary>None that was lost with the silo is from before.</summary>
    [Id(4)]
    public required DateTimeOffset Since { get; init; }
}
