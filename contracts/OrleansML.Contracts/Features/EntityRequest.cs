namespace OrleansML.Features;

/// <summary>One entity to read.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.EntityRequest")]
public sealed record EntityRequest
{
    /// <summary>The entity: its keys in the view's order, joined by <c>|</c>.</summary>
    [Id(0)]
    public required string Entity { get; init; }

    /// <summary>Request data that the view declares, for its derived features; without the <c>request.</c> before it.</summary>
    [Id(1)]
    public NamedDatum[] Request { get; init; } = [];
}
