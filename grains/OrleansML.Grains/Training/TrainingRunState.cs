using OrleansML.Training;

namespace OrleansML.Grains.Training;

/// <summary>What is stored of one run.</summary>
[GenerateSerializer, Alias("OrleansML.TrainingRunState")]
internal sealed record TrainingRunState
{
    /// <summary>The training definition in YAML; empty where there is no run.</summary>
    [Id(0)]
    public string Definition { get; init; } = "";

    /// <summary>Who asked for it.</summary>
    [Id(1)]
    public string Actor { get; init; } = "";

    /// <summary>The model that it makes a version of.</summary>
    [Id(2)]
    public string Model { get; init; } = "";

    /// <summary>Where it stands; never <see cref="TrainingState.Checkpointing"/>, which is <see cref="TrainingState.Running"/> here.</summary>
    [Id(3)]
    public TrainingState State { get; init; }

    /// <summary>Why it ended.</summary>
    [Id(4)]
    public string Reason { get; init; } = "";

    /// <summary>Grows with every change of members.</summary>
    [Id(5)]
    public long Generation { get; init; }

    /// <summary>The workers of the generation.</summary>
    [Id(6)]
    public TrainingMember[] Members { get; init; } = [];

    /// <summary>Who computed what, oldest first.</summary>
    [Id(7)]
    public TrainingLease[] Leases { get; init; } = [];

    /// <summary>What was gathered; null before.</summary>
    [Id(8)]
    public TrainingMaterials? Materials { get; init; }

    /// <summary>Where it goes on from when all workers are lost; null: from the beginning.</summary>
    [Id(9)]
    public TrainingCheckpoint? Checkpoint { get; init; }

    /// <summary>What came of it; null before.</summary>
    [Id(10)]
    public TrainingOutcome? Outcome { get; init; }

    /// <summary>When it was asked for.</summary>
    [Id(11)]
    public DateTimeOffset PlannedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    [Id(12)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When training came to its end; null before.</summary>
    [Id(13)]
    public DateTimeOffset? TrainedAt { get; init; }

    /// <summary>Whether it has ended, for now.</summary>
    public bool HasEnded => State is TrainingState.Completed or TrainingState.Failed or TrainingState.Cancelled;

    /// <summary>SHA-256 of the artifacts without which it cannot go on: the model to begin with, rows, and the checkpoint.</summary>
    public string[] Artifacts =>
    [
        .. Materials is { } materials
            ? new[] { materials.Setup.Model, materials.Setup.TrainRows, materials.Setup.ValidationRows }.Concat(materials.Parts).Distinct()
            : [],
        .. Checkpoint is { } checkpoint ? [checkpoint.Artifact] : Array.Empty<string>(),
    ];

    /// <summary>The state after a run has ended.</summary>
    public TrainingRunState End(TrainingState state, string reason, DateTimeOffset at) =>
        this with { State = state, Reason = reason, EndedAt = at, Members = [], Leases = CloseLeases(Checkpoint?.Step ?? 0) };

    /// <summary>The leases after all that were held have ended before a step.</summary>
    public TrainingLease[] CloseLeases(long step) =>
        Array.ConvertAll(Leases, lease => lease.ToStep is null ? lease with { ToStep = Math.Max(step, lease.FromStep) } : lease);
}
