namespace OrleansML.Features;

/// <summary>What became of delivered events.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.FeatureIngestReply")]
public sealed record FeatureIngestReply
{
    /// <summary>Events that were taken in, those included that changed nothing.</summary>
    [Id(0)]
    public int Accepted { get; init; }

    /// <summary>Of them, events that had come before.</summary>
    [Id(1)]
    public int Duplicates { get; init; }

    /// <summary>Of them, events that changed nothing: older than what is known and than every window with its lateness, or too far ahead of the clock.</summary>
    [Id(2)]
    public int Dropped { get; init; }

    /// <summary>Lines that were refused; the others were taken in.</summary>
    [Id(3)]
    public RejectedEvent[] Rejected { get; init; } = [];

    /// <summary>What is promised of the accepted ones: <c>none</c>, <c>write_behind</c> or <c>write_through</c>.</summary>
    [Id(4)]
    public string Durability { get; init; } = "none";

    /// <summary>How long an accepted event may go unwritten; zero when it is written, or never will be.</summary>
    [Id(5)]
    public TimeSpan Bound { get; init; }
}
