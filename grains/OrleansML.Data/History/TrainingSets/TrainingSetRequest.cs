namespace OrleansML.Data.History;

/// <summary>What a training set is built from and where it goes.</summary>
public sealed record TrainingSetRequest
{
    /// <summary>
    /// The rows to build, as a file: .csv with a header, .jsonl or .ndjson, .parquet. It has the entity keys of every view, a time, and any other
    /// columns (labels, ids), which are passed through. Request data of derived features come from <c>request.NAME</c> or, without it, <c>NAME</c>.
    /// </summary>
    public required string Spine { get; init; }

    /// <summary>Column of the spine with the time of each row: a timestamp or date, or text in ISO 8601; without an offset it is UTC.</summary>
    public required string TimeColumn { get; init; }

    /// <summary>The file to write: .csv, .jsonl or .ndjson, .parquet; replaced when it is there, and only by a complete one.</summary>
    public required string Output { get; init; }

    /// <summary>The views, each once. Features become columns <c>VIEW.FEATURE</c>, after those of the spine.</summary>
    public required IReadOnlyList<TrainingSetView> Views { get; init; }

    /// <summary>Which time decides what was known; default the time of arrival.</summary>
    public KnownBy KnownBy { get; init; }

    /// <summary>Whether each feature has its status beside it, in <c>VIEW.FEATURE.status</c>: fresh, stale, expired, default or missing.</summary>
    public bool IncludeStatus { get; init; }
}
