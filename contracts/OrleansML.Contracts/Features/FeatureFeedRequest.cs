namespace OrleansML.Features;

/// <summary>How a feed is to be run.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.FeatureFeedRequest")]
public sealed record FeatureFeedRequest
{
    /// <summary>Of files: how many seconds of event time pass in one second, above 0; null: as fast as they can be taken in.</summary>
    [Id(0)]
    public double? Speed { get; init; }

    /// <summary>Of files: whether each event happens when it is played, whatever its own time, so that old events count in windows.</summary>
    [Id(1)]
    public bool AtPlayTime { get; init; }

    /// <summary>Whether to begin anew; otherwise it goes on where it was.</summary>
    [Id(2)]
    public bool Restart { get; init; }
}
