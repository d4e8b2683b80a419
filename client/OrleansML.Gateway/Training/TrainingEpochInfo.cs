using OrleansML.Gateway.Api;
using OrleansML.Training;

namespace OrleansML.Gateway.Training;

/// <summary>An epoch that ended.</summary>
public sealed record TrainingEpochInfo
{
    /// <summary>Its number, from 0.</summary>
    public required int Epoch { get; init; }

    /// <summary>Rows that were read.</summary>
    public required long Rows { get; init; }

    /// <summary>Whether count and sum of the rows that were read prove that each counted exactly once.</summary>
    public required bool EachRowOnce { get; init; }

    /// <summary>Mean loss on the rows to learn from; null where it is no finite number.</summary>
    public double? Loss { get; init; }

    /// <summary>Mean loss on the validation rows; null without such rows.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static TrainingEpochInfo From(TrainingEpoch epoch) => new()
    {
        Epoch = epoch.Epoch,
        Rows = epoch.Rows,
        EachRowOnce = epoch.EachRowOnce,
        Loss = FiniteNumber.Of(epoch.Loss),
        ValidationLoss = FiniteNumber.Of(epoch.ValidationLoss),
    };
}
