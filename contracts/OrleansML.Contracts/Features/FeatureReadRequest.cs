namespace OrleansML.Features;

/// <summary>Asks for features of entities of one view.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.FeatureReadRequest")]
public sealed record FeatureReadRequest
{
    /// <summary>Most entities of one request.</summary>
    public const int MostEntities = 10_000;

    /// <summary>Name of the view.</summary>
    [Id(0)]
    public required string View { get; init; }

    /// <summary>1 to <see cref="MostEntities"/> entities.</summary>
    [Id(1)]
    public required EntityRequest[] Entities { get; init; }

    /// <summary>Which features.</summary>
    [Id(2)]
    public FeatureSelection Selection { get; init; } = new();
}
