using OrleansML.Tensors;

namespace OrleansML.Cli.Http;

/// <summary>The answer to one infer request, or to several whose rows were put together.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Version">Version that answered.</param>
/// <param name="Outputs">The outputs.</param>
/// <param name="PredictionIds">The id of each row.</param>
internal sealed record InferResponse(string Model, string Version, IReadOnlyList<Tensor> Outputs, IReadOnlyList<string> PredictionIds)
{
    /// <summary>Rows of the answer: the longest first axis of an output.</summary>
    public static int RowsOf(IReadOnlyList<Tensor> outputs) =>
        outputs.Count == 0 ? 1 : (int)Math.Max(1, outputs.Max(static output => output.Shape is [] ? 1 : output.Shape[0]));
}
