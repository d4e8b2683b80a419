namespace OrleansML.Features;

/// <summary>Features of entities of one view.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.FeatureReadReply")]
public sealed record FeatureReadReply
{
    /// <summary>Name of the view.</summary>
    [Id(0)]
    public required string View { get; init; }

    /// <summary>Revision of its definition.</summary>
    [Id(1)]
    public required int Revision { get; init; }

    /// <summary>Names of the features, in the order of every vector.</summary>
    [Id(2)]
    public required string[] Features { get; init; }

    /// <summary>One vector for each entity, in the order of the request.</summary>
    [Id(3)]
    public required FeatureVector[] Vectors { get; init; }

    /// <summary>Names of the view's sources, in the order that readouts count them.</summary>
    [Id(4)]
    public string[] Sources { get; init; } = [];
}
