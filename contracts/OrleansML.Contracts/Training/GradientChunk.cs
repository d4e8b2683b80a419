namespace OrleansML.Training;

/// <summary>A part of a step on its way from one worker to another, at most 1 MB.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.GradientChunk")]
public sealed record GradientChunk
{
    /// <summary>Generation of the sender.</summary>
    [Id(0)]
    public required long Generation { get; init; }

    /// <summary>The step; an end of an epoch counts as one between two steps.</summary>
    [Id(1)]
    public required long Round { get; init; }

    /// <summary>Place of the sender among the members.</summary>
    [Id(2)]
    public required int Sender { get; init; }

    /// <summary>First shard of the sum that this is a part of; -1: of all shards.</summary>
    [Id(3)]
    public required int FirstShard { get; init; }

    /// <summary>Number of shards of it.</summary>
    [Id(4)]
    public required int Shards { get; init; }

    /// <summary>Place of the part in the receiver's slice, or in the sender's where all shards are summed up, in bytes.</summary>
    [Id(5)]
    public required int Offset { get; init; }

    /// <summary>The part: 32-bit floating-point numbers in little-endian order.</summary>
    [Id(6)]
    public required byte[] Data { get; init; }

    /// <summary>Rows that the sender has read in this step.</summary>
    [Id(7)]
    public long Rows { get; init; }

    /// <summary>Sum of their numbers.</summary>
    [Id(8)]
    public ulong RowSum { get; init; }
}
