using OrleansML.Features;

namespace OrleansML.Gateway.Features;

/// <summary>What became of delivered events.</summary>
public sealed record IngestInfo
{
    /// <summary>Events that were taken in, those included that changed nothing.</summary>
    public int Accepted { get; init; }

    /// <summary>Of them, events that had come before.</summary>
    public int Duplicates { get; init; }

    /// <summary>Of them, events that changed nothing: older than what is known and than every window, or too far ahead of the clock.</summary>
    public int Dropped { get; init; }

    /// <summary>What is promised of the accepted ones: <c>none</c>, <c>write_behind</c> or <c>write_through</c>.</summary>
    public string Durability { get; init; } = "none";

    /// <summary>With <c>write_behind</c>, how many seconds an accepted event may go unwritten; null otherwise.</summary>
    public double? BoundSeconds { get; init; }

    /// <summary>Lines that were refused; the others were taken in.</summary>
    public IReadOnlyList<RejectedEventInfo> Rejected { get; init; } = [];

    /// <summary>Adds what became of the next part.</summary>
    public IngestInfo Add(FeatureIngestReply reply) => new()
    {
        Accepted = Accepted + reply.Accepted,
        Duplicates = Duplicates + reply.Duplicates,
        Dropped = Dropped + reply.Dropped,
        Durability = reply.Durability,
        BoundSeconds = reply.Bound > TimeSpan.Zero ? reply.Bound.TotalSeconds : null,
        Rejected = [.. Rejected, .. reply.Rejected.Select(rejected => new RejectedEventInfo(rejected.Line, rejected.Reason, rejected.Retry))],
    };
}
