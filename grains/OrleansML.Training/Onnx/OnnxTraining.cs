using OrleansML.Training.Onnx.Graph;

namespace OrleansML.Training.Onnx;

/// <summary>Says before anything starts what stands against training, or only running, an ONNX model on torch.</summary>
public static class OnnxTraining
{
    /// <summary>
    /// Everything that stands against training: operators, types and forms that are not supported, and operators without gradient between
    /// a weight and every output. Where it is empty, <see cref="TorchGraph.Load"/> with the same options succeeds, unless constants of the
    /// graph do not fit each other.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="options">What is to be trained; everything that can be where null.</param>
    public static IReadOnlyList<OnnxTrainingProblem> Check(ModelProto model, TorchGraphOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= TorchGraphOptions.Default;
        var reader = new GraphReader(model, options).Read();
        WeightSelection.Select(reader, options);
        return reader.Problems;
    }

    /// <summary>Everything that stands against running the model on torch without training it.</summary>
    /// <param name="model">The model.</param>
    public static IReadOnlyList<OnnxTrainingProblem> CheckInference(ModelProto model) => Check(model, TorchGraphOptions.Inference);
}
