namespace OrleansML.Training.Onnx;

/// <summary>Thrown when a model cannot be run or trained on torch; holds every reason, not only the first.</summary>
public sealed class OnnxTrainingException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="problems">The reasons; at least one.</param>
    public OnnxTrainingException(IReadOnlyList<OnnxTrainingProblem> problems)
        : base(string.Join($"{Environment.NewLine}- ", ["The ONNX model cannot be loaded on torch:", .. problems])) =>
        Problems = problems;

    /// <summary>The reasons in the order of the graph.</summary>
    public IReadOnlyList<OnnxTrainingProblem> Problems { get; }
}
