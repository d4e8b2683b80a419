namespace OrleansML.Monitoring;

/// <summary>What became of a batch of labels; it is durable.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.LabelReply")]
public sealed record LabelReply
{
    /// <summary>Id of the batch: a digest of what it holds.</summary>
    [Id(0)]
    public required string Batch { get; init; }

    /// <summary>Labels that count: the first of their prediction.</summary>
    [Id(1)]
    public required int Counted { get; init; }

    /// <summary>Labels that say what the first of their prediction said.</summary>
    [Id(2)]
    public required int Repeated { get; init; }

    /// <summary>Labels that say something else than the first of their prediction, which goes on counting.</summary>
    [Id(3)]
    public required int Conflicting { get; init; }

    /// <summary>Whether the same batch had come before; then nothing changed, and the numbers are those of that time.</summary>
    [Id(4)]
    public required bool WasKnown { get; init; }
}
