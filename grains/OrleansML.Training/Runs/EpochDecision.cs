namespace OrleansML.Training.Runs;

/// <summary>What came of an epoch.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="TrainingLoss">Mean loss of its rows by weight, each under the weights that its step began with; null when no row weighed anything.</param>
/// <param name="ValidationLoss">Mean loss of the validation rows by weight; null when there are none, or none that weighs anything.</param>
/// <param name="IsBest">Whether its weights are the best so far: those of the lowest validation loss, or the last where there is none.</param>
/// <param name="GoesOn">Whether another epoch follows: neither was it the last, nor has patience run out.</param>
public sealed record EpochDecision(int Epoch, double? TrainingLoss, double? ValidationLoss, bool IsBest, bool GoesOn);
