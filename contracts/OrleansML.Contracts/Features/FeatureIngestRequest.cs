namespace OrleansML.Features;

/// <summary>Delivers events to a view.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.FeatureIngestRequest")]
public sealed record FeatureIngestRequest
{
    /// <summary>Most bytes of one request; more go in several.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>Name of the view.</summary>
    [Id(0)]
    public required string View { get; init; }

    /// <summary>Name of the source, of kind push; null when the view has only one of that kind.</summary>
    [Id(1)]
    public string? Source { get; init; }

    /// <summary>Events as JSON, one object per line, in UTF-8.</summary>
    [Id(2)]
    public required byte[] Events { get; init; }

    /// <summary>Number of the first line, for messages; 1 unless others went before.</summary>
    [Id(3)]
    public int FirstLine { get; init; } = 1;
}
