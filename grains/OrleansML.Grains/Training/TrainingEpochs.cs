using OrleansML.Training;
using OrleansML.Training.Workers;

namespace OrleansML.Grains.Training;

/// <summary>Epochs of a ledger as messages.</summary>
internal static class TrainingEpochs
{
    public static TrainingEpoch[] Of(IEnumerable<EpochRecord> epochs) =>
    [
        .. epochs.Select(static epoch => new TrainingEpoch
        {
            Epoch = epoch.Epoch,
            Rows = epoch.Rows.Rows,
            RowSum = epoch.Rows.Hash,
            EachRowOnce = epoch.EachRowOnce,
            Loss = epoch.Loss,
            ValidationLoss = epoch.ValidationLoss,
        }),
    ];
}
