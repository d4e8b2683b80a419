using OrleansML.Inference.Onnx;
using OrleansML.Inference.Packages;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.Inference;

/// <summary>
/// A model for batch work, beside those that serve: the thread that calls computes, so that its priority is that of the work, and no queue is shared
/// with live requests. Rows that the model refuses are found by bisection; all others are computed once. Safe for concurrent use.
/// </summary>
internal sealed class BulkModel : IDisposable
{
    private readonly IModelSession _session;
    private readonly RequestCheck _check;

    internal BulkModel(ModelId id, ModelDescription description, IModelSession session)
    {
        _session = session;
        RowsAreIndependent = description.MaximumBatchRows > 1;
        Inputs = description.Inputs;
        _check = new RequestCheck(id, description.Inputs, session.Outputs, RowsAreIndependent);
    }

    /// <summary>Inputs in the model's order, with the rules of its manifest.</summary>
    public IReadOnlyList<TensorMetadata> Inputs { get; }

    /// <summary>Outputs in the model's order.</summary>
    public IReadOnlyList<ModelOutput> Outputs => _session.Outputs;

    /// <summary>Whether several rows may be computed together; otherwise they are computed one by one.</summary>
    public bool RowsAreIndependent { get; }

    /// <summary>Loads a model. Blocks the calling thread.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidModel"/>.</exception>
    public static BulkModel Load(ModelSource source, Stream package) =>
        new(source.Id, source.Description, OnnxModelSession.Load(ModelPackage.ReadModel(package), threadsPerRun: 1));

    /// <summary>Computes rows. Blocks the calling thread.</summary>
    /// <param name="inputs">One tensor for each input, in any order; the first axis of each counts the rows.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="wanted">Names of the outputs that are wanted.</param>
    /// <param name="scored">Gets the outputs of rows that were computed together: their first row, their number, one tensor for each output of the model, null where not wanted.</param>
    /// <param name="refused">Gets each row that the model or its manifest refuses, and why.</param>
    public void Run(Tensor[] inputs, int rows, string[] wanted, Action<int, int, Tensor?[]> scored, Action<int, string> refused)
    {
        if (RowsAreIndependent)
        {
            Run(inputs, rows, 0, rows, wanted, scored, refused);
            return;
        }

        for (var row = 0; row < rows; row++)
            Run(inputs, rows, row, 1, wanted, scored, refused);
    }

    public void Dispose() => _session.Dispose();

    private void Run(Tensor[] inputs, int rows, int first, int count, string[] wanted, Action<int, int, Tensor?[]> scored, Action<int, string> refused)
    {
        if (count == 0)
            return;

        Tensor?[] outputs;
        try
        {
            var part = count == rows ? inputs : Array.ConvertAll(inputs, input => TensorRows.Slice(input, first, count));
            var request = _check.Check(new PredictRequest { Inputs = part, Outputs = wanted });
            outputs = _session.Run(request.Inputs, request.Wanted);
        }
        catch (OrleansMLException exception) when (exception.Code == ErrorCode.InvalidRequest)
        {
            if (count == 1)
            {
                refused(first, exception.Message);
                return;
            }

            Run(inputs, rows, first, count / 2, wanted, scored, refused);
            Run(inputs, rows, first + (count / 2), count - (count / 2), wanted, scored, refused);
            return;
        }

        scored(first, count, outputs);
    }
}
