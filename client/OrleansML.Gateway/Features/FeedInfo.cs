using OrleansML.Features;

namespace OrleansML.Gateway.Features;

/// <summary>How the feed of a source stands.</summary>
public sealed record FeedInfo
{
    /// <summary><c>Idle</c>, <c>Running</c>, <c>Completed</c> or <c>Failed</c>.</summary>
    public required string Phase { get; init; }

    /// <summary>Events that were taken in.</summary>
    public required long Accepted { get; init; }

    /// <summary>Records that the view refused.</summary>
    public required long Rejected { get; init; }

    /// <summary>The last few refusals.</summary>
    public required IReadOnlyList<string> LastRejections { get; init; }

    /// <summary>What goes wrong now; null when nothing does.</summary>
    public string? Failure { get; init; }

    /// <summary>When events were last taken in; null before that.</summary>
    public DateTimeOffset? LastIngestedAt { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static FeedInfo From(FeatureFeedStatus status) => new()
    {
        Phase = status.Phase.ToString(),
        Accepted = status.Accepted,
        Rejected = status.Rejected,
        LastRejections = status.LastRejections,
        Failure = status.Failure,
        LastIngestedAt = status.LastIngestedAt,
    };
}
