namespace OrleansML.Features;

/// <summary>How a feed stands.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.FeatureFeedStatus")]
public sealed record FeatureFeedStatus
{
    /// <summary>How it stands.</summary>
    [Id(0)]
    public FeatureFeedPhase Phase { get; init; }

    /// <summary>Events that were taken in.</summary>
    [Id(1)]
    public long Accepted { get; init; }

    /// <summary>Records that the view refused.</summary>
    [Id(2)]
    public long Rejected { get; init; }

    /// <summary>The last few refusals, one sentence each.</summary>
    [Id(3)]
    public string[] LastRejections { get; init; } = [];

    /// <summary>What goes wrong now; null when nothing does.</summary>
    [Id(4)]
    public string? Failure { get; init; }

    /// <summary>When events were last taken in; null before that.</summary>
    [Id(5)]
    public DateTimeOffset? LastIngestedAt { get; init; }
}
