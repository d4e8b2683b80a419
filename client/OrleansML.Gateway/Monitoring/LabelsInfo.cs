using OrleansML.Monitoring;

namespace OrleansML.Gateway.Monitoring;

/// <summary>What became of labels. Those that were taken are on disk.</summary>
public sealed record LabelsInfo
{
    /// <summary>Labels that count: the first of their prediction.</summary>
    public int Counted { get; init; }

    /// <summary>Labels that say what the first of their prediction said.</summary>
    public int Repeated { get; init; }

    /// <summary>Labels that say something else than the first of their prediction, which goes on counting.</summary>
    public int Conflicting { get; init; }

    /// <summary>Ids of the batches that they were taken as; a batch that is brought again changes nothing.</summary>
    public IReadOnlyList<string> Batches { get; init; } = [];

    /// <summary>Lines that cannot be taken, and were skipped.</summary>
    public IReadOnlyList<RejectedLabelInfo> Rejected { get; init; } = [];

    /// <summary>Adds what became of the next part.</summary>
    public LabelsInfo Add(LabelsInfo next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new LabelsInfo
        {
            Counted = Counted + next.Counted,
            Repeated = Repeated + next.Repeated,
            Conflicting = Conflicting + next.Conflicting,
            Batches = [.. Batches, .. next.Batches],
            Rejected = [.. Rejected, .. next.Rejected],
        };
    }

    /// <summary>Sums up answers.</summary>
    public static LabelsInfo Of(IReadOnlyList<LabelReply> replies, IReadOnlyList<RejectedLabelInfo> rejected) => new()
    {
        Counted = replies.Sum(static reply => reply.Counted),
        Repeated = replies.Sum(static reply => reply.Repeated),
        Conflicting = replies.Sum(static reply => reply.Conflicting),
        Batches = [.. replies.Select(static reply => reply.Batch)],
        Rejected = rejected,
    };
}
