namespace OrleansML.Training;

/// <summary>
/// An epoch that ended. Each row has a number of 64 bits by its place; when count and sum (modulo 2^64) of the rows that were really read are those of
/// all rows, each counted exactly once.
/// </summary>
[GenerateSerializer, Immutable, Alias("OrleansML.TrainingEpoch")]
public sealed record TrainingEpoch
{
    /// <summary>Its number, from 0.</summary>
    [Id(0)]
    public required int Epoch { get; init; }

    /// <summary>Rows that were read.</summary>
    [Id(1)]
    public required long Rows { get; init; }

    /// <summary>Sum of their numbers.</summary>
    [Id(2)]
    public required ulong RowSum { get; init; }

    /// <summary>Whether both are those of all rows.</summary>
    [Id(3)]
    public required bool EachRowOnce { get; init; }

    /// <summary>Mean loss on the rows to learn from.</summary>
    [Id(4)]
    public required double Loss { get; init; }

    /// <summary>Mean loss on the validation rows; null without such rows.</summary>
    [Id(5)]
    public double? ValidationLoss { get; init; }
}
