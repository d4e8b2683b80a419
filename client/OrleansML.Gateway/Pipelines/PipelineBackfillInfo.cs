using OrleansML.Pipelines;

namespace OrleansML.Gateway.Pipelines;

/// <summary>A backfill that goes on.</summary>
public sealed record PipelineBackfillInfo
{
    /// <summary>The operation that asked for it.</summary>
    public required string Operation { get; init; }

    /// <summary>The trigger whose runs are made up.</summary>
    public required string Trigger { get; init; }

    /// <summary>Instants up to here have been started.</summary>
    public required DateTimeOffset DoneUntil { get; init; }

    /// <summary>The last instant, inclusive.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static PipelineBackfillInfo From(PipelineBackfill backfill) => new()
    {
        Operation = backfill.Operation,
        Trigger = backfill.Trigger,
        DoneUntil = backfill.DoneUntil,
        Until = backfill.Until,
    };
}
