using OrleansML.Learning.Profile;

namespace OrleansML.Grains.Monitoring;

/// <summary>How columns were distributed in training, of the whole or of one segment.</summary>
/// <param name="Numeric">Inputs that are numbers.</param>
/// <param name="Categorical">Inputs that are categories.</param>
/// <param name="Predictions">What the model said.</param>
internal sealed record TrainedColumns(
    IReadOnlyDictionary<string, NumericProfile> Numeric, IReadOnlyDictionary<string, CategoricalProfile> Categorical, IReadOnlyDictionary<string, NumericProfile> Predictions);
