using OrleansML.Data.Scoring;
using OrleansML.Inference;
using OrleansML.Learning.Scoring;

namespace OrleansML.Grains.Scoring;

/// <summary>What a worker's threads need to score slices of one job. Immutable.</summary>
internal sealed record ScoringWork
{
    public required ScoringDefinition Definition { get; init; }

    public required BulkModel Model { get; init; }

    public required ModelSource Source { get; init; }

    public required ScoringShape Shape { get; init; }

    /// <summary>Reads the features of entities.</summary>
    public required ScoringFeatures Features { get; init; }

    /// <summary>Turns of the grain that the work is done for: only grains are given features as they are.</summary>
    public required TaskScheduler Turns { get; init; }

    /// <summary>Rows that are computed together.</summary>
    public required int BatchRows { get; init; }

    /// <summary>Where parts are written.</summary>
    public required string Folder { get; init; }

    /// <summary>The format of parts.</summary>
    public required ScoringFormat Format { get; init; }

    /// <summary>Files of the input that are scored where they lie, by path.</summary>
    public required IReadOnlyDictionary<string, ScoringFile> Files { get; init; }
}
