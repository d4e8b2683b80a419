namespace OrleansML.Learning.Samples;

/// <summary>A trained fraud model and how it did on rows that it never saw.</summary>
/// <param name="Onnx">
/// The bytes of <c>fraud.onnx</c>: input <c>features</c> [N, 30] float, output <c>probability</c> [N, 1] float, the features'
/// names in the metadata entry <c>feature_names</c>, separated by commas.
/// </param>
/// <param name="TrainingRows">Rows that it was trained on: the earlier ones.</param>
/// <param name="HoldOutRows">Later rows that it was judged on.</param>
/// <param name="HoldOutFrauds">Frauds among the hold-out rows.</param>
/// <param name="RocAuc">Area under the ROC curve on the hold-out rows.</param>
/// <param name="AveragePrecision">Average precision on the hold-out rows; the share of frauds is chance level.</param>
public sealed record FraudModel(
    ReadOnlyMemory<byte> Onnx, int TrainingRows, int HoldOutRows, int HoldOutFrauds, double RocAuc, double AveragePrecision);
