using OrleansML.Data.History;

namespace OrleansML.Data.Monitoring;

/// <summary>Where a log of predictions lies, and how it is kept.</summary>
internal sealed record PredictionLogOptions
{
    /// <summary>The silos' data directory.</summary>
    public required string Root { get; init; }

    /// <summary>How personal values are kept. Secret ones are not.</summary>
    public PiiStorage Pii { get; init; } = PiiStorage.Hashed;

    /// <summary>Key of the hashes, the same for every silo; asked for when the first personal value is written.</summary>
    public required Lazy<byte[]> PiiKey { get; init; }

    /// <summary>How long the predictions of a day are kept.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(400);
}
