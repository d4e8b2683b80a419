using OrleansML.Training;

namespace OrleansML.Gateway.Training;

/// <summary>A worker of a run.</summary>
public sealed record TrainingMemberInfo
{
    /// <summary>Its slot, from 0.</summary>
    public required int Slot { get; init; }

    /// <summary>Address of the silo that it is on.</summary>
    public required string Silo { get; init; }

    /// <summary>First of its shards.</summary>
    public required int FirstShard { get; init; }

    /// <summary>Number of its shards.</summary>
    public required int Shards { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static TrainingMemberInfo From(TrainingMember member) =>
        new() { Slot = member.Slot, Silo = member.Silo, FirstShard = member.FirstShard, Shards = member.Shards };
}
