using OrleansML.Learning.Training;
using OrleansML.Training.Onnx;

namespace OrleansML.Training.Runs;

/// <summary>How large a network is, as far as the memory of training it is concerned.</summary>
/// <param name="Weights">Numbers that are trained.</param>
/// <param name="Others">Other numbers of the model: running statistics, frozen weights and constants.</param>
/// <param name="RowElements">Numbers that the nodes of the graph make of one row.</param>
/// <param name="TakesWholeShards">Whether a shard is computed as a whole, for the statistics of batches, instead of in blocks of 1,024 rows.</param>
public sealed record NetworkSize(long Weights, long Others, long RowElements, bool TakesWholeShards)
{
    /// <summary>Size of a network that <see cref="Networks.NetworkBuilder"/> makes; nothing is made for that.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">Elements of the input per row, at least 1.</param>
    /// <param name="outputs">Elements of the output per row, at least 1.</param>
    public static NetworkSize Of(NetworkDefinition network, int inputs, int outputs)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);

        // A matrix product, the nodes of the activation, and a dropout with its mask.
        var nodes = 1 + (network.Activation switch { NetworkActivation.Gelu => 5, NetworkActivation.Silu => 2, _ => 1 }) + (network.Dropout > 0 ? 2 : 0);
        var (weights, elements, width) = (0L, (long)inputs, (long)inputs);
        foreach (var hidden in network.Hidden)
        {
            weights += (width + 1) * hidden;
            elements += (long)nodes * hidden;
            width = hidden;
        }

        // The score, a linear model beside it and their sum, and what makes a prediction of it.
        weights += (width + 1) * outputs;
        elements += 5L * outputs;
        if (network.Kind == NetworkKind.WideAndDeep)
            weights += (long)inputs * outputs;
        return new NetworkSize(weights, 0, elements, TakesWholeShards: false);
    }

    /// <summary>Size of any model: its weights are loaded, and a row of zeros runs through it.</summary>
    /// <param name="model">The model; it is not changed.</param>
    /// <param name="inputs">The inputs that its rows have.</param>
    /// <param name="frozen">Names of initializers that stay as they are; <c>*</c> stands for any characters.</param>
    /// <exception cref="OnnxTrainingException">It cannot be trained, or not with such rows; names every reason.</exception>
    /// <exception cref="InvalidOperationException">A node fails on zeros; names it.</exception>
    public static NetworkSize Of(ModelProto model, IReadOnlyList<TrainingRowInput> inputs, IReadOnlyList<string> frozen)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var graph = TorchGraph.Load(model, new TorchGraphOptions { Frozen = frozen });
        using var row = new TrainingBatch(inputs, 1);
        row.Resize(1, inputs);
        for (var input = 0; input < inputs.Count; input++)
            row.Elements(input).Clear();
        using var inference = torch.inference_mode();
        using var scope = torch.NewDisposeScope();
        var elements = graph.CountElements(GraphBinding.Create(model, graph.Inputs, inputs).Bind(row));
        var weights = graph.Parameters.Sum(static entry => entry.Parameter.numel());
        return new NetworkSize(weights, Math.Max(0, (model.CalculateSize() / sizeof(float)) - weights), elements, graph.Buffers.Count > 0);
    }
}
