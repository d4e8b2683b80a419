using OrleansML.Features;

namespace OrleansML.Grains.Features;

/// <summary>What is stored of a feed.</summary>
[GenerateSerializer, Alias("OrleansML.FeatureFeedState")]
internal sealed record FeatureFeedState
{
    [Id(0)]
    public FeatureFeedStatus Status { get; init; } = new();

    [Id(1)]
    public FeatureFeedRequest Request { get; init; } = new();

    /// <summary>Of a database: what the last poll returned; null before the first.</summary>
    [Id(2)]
    public string? Watermark { get; init; }

    /// <summary>Of files: time, path and number of the last record that was taken in; null before the first.</summary>
    [Id(3)]
    public FeedPosition? Position { get; init; }

    /// <summary>Whether anybody ever started or stopped it.</summary>
    [Id(4)]
    public bool IsDecided { get; init; }
}
