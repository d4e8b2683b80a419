namespace OrleansML.Training;

/// <summary>A worker of a run.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.TrainingMember")]
public sealed record TrainingMember
{
    /// <summary>Its slot, from 0.</summary>
    [Id(0)]
    public required int Slot { get; init; }

    /// <summary>The life of it that was counted in; one that comes back has another.</summary>
    [Id(1)]
    public required Guid Incarnation { get; init; }

    /// <summary>Address of the silo that it is on.</summary>
    [Id(2)]
    public required string Silo { get; init; }

    /// <summary>First of its shards.</summary>
    [Id(3)]
    public int FirstShard { get; init; }

    /// <summary>Number of its shards.</summary>
    [Id(4)]
    public int Shards { get; init; }
}
