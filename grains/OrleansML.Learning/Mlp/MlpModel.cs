using System.Numerics.Tensors;
using OrleansML.Learning.Onnx;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Learning.Mlp;

/// <summary>
/// A feed-forward network of dense layers with rectifiers between them. Safe for concurrent use as long as nobody changes
/// the layers' arrays.
/// </summary>
public sealed class MlpModel
{
    /// <summary>Creates a network over its layers.</summary>
    /// <param name="layers">At least one; each takes as many values as the one before gives.</param>
    /// <param name="output">What happens to the last layer's sums.</param>
    /// <param name="scaling">Applied to the features before the first layer; none where null.</param>
    /// <exception cref="ArgumentException">There is no layer, or sizes do not fit.</exception>
    public MlpModel(IReadOnlyList<DenseLayer> layers, MlpOutput output = MlpOutput.Linear, FeatureScaling? scaling = null)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Count == 0)
            throw new ArgumentException("A network needs at least one layer.", nameof(layers));

        for (var i = 1; i < layers.Count; i++)
        {
            if (layers[i].Inputs != layers[i - 1].Outputs)
            {
                throw new ArgumentException(
                    $"Layer {i} takes {layers[i].Inputs} values, but layer {i - 1} gives {layers[i - 1].Outputs}.", nameof(layers));
            }
        }

        if (scaling is not null && scaling.Means.Length != layers[0].Inputs)
        {
            throw new ArgumentException(
                $"The scaling covers {scaling.Means.Length} features, but the first layer takes {layers[0].Inputs}.", nameof(scaling));
        }

        (Layers, Output, Scaling) = ([.. layers], output, scaling);
    }

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<DenseLayer> Layers { get; }

    /// <summary>What happens to the last layer's sums.</summary>
    public MlpOutput Output { get; }

    /// <summary>Applied to the features before the first layer; null for none.</summary>
    public FeatureScaling? Scaling { get; }

    /// <summary>Features per row.</summary>
    public int InputCount => Layers[0].Inputs;

    /// <summary>Results per row.</summary>
    public int OutputCount => Layers[^1].Outputs;

    /// <summary>A network with random weights, for benchmarks and tests; the same seed gives the same network.</summary>
    /// <param name="widths">Features, then the outputs of each layer; at least two, each at least 1. Example: 30, 64, 32, 1.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="output">What happens to the last layer's sums.</param>
    /// <exception cref="ArgumentException">Fewer than two widths are given.</exception>
    public static MlpModel Random(ReadOnlySpan<int> widths, int seed, MlpOutput output = MlpOutput.Linear)
    {
        if (widths.Length < 2)
        {
            throw new ArgumentException(
                $"A network needs the widths of its input and of each layer, at least 2; {widths.Length} were given.", nameof(widths));
        }

        var random = new Random(seed);
        var layers = new DenseLayer[widths.Length - 1];
        for (var i = 0; i < layers.Length; i++)
            layers[i] = DenseLayer.Random(widths[i], widths[i + 1], random);
        return new MlpModel(layers, output);
    }

    /// <summary>Computes the results of one or many rows.</summary>
    /// <param name="rows">Row-major features.</param>
    /// <param name="results">Row-major results, <see cref="OutputCount"/> per row.</param>
    /// <exception cref="ArgumentException">The lengths do not form the same number of whole rows.</exception>
    public void Predict(ReadOnlySpan<float> rows, Span<float> results)
    {
        var count = rows.Length / InputCount;
        if (rows.Length != count * InputCount || results.Length != count * OutputCount)
        {
            throw new ArgumentException(
                $"{rows.Length} values and room for {results.Length} results do not fit rows of {InputCount} features "
                + $"and {OutputCount} results.",
                nameof(results));
        }

        var pass = new MlpForwardPass(this);
        for (var i = 0; i < count; i++)
        {
            var result = results.Slice(i * OutputCount, OutputCount);
            pass.Run(rows.Slice(i * InputCount, InputCount)).CopyTo(result);
            if (Output == MlpOutput.Sigmoid)
                TensorPrimitives.Sigmoid(result, result);
        }
    }

    /// <summary>The network as the bytes of an ONNX file, scaling included; the batch dimension is named <c>N</c>.</summary>
    /// <param name="inputName">The name of the input of shape [N, features].</param>
    /// <param name="outputName">The name of the output of shape [N, results].</param>
    /// <param name="metadata">Entries for the file's metadata, in order.</param>
    /// <exception cref="ArgumentException">A name is empty or used inside the graph, or a metadata key occurs twice.</exception>
    public byte[] ToOnnx(
        string inputName = "features", string outputName = "output", IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        var graph = new OnnxGraphBuilder("mlp").Input(inputName, DataType.Float, "N", InputCount);
        foreach (var (key, value) in metadata ?? [])
            graph.Metadata(key, value);

        var current = AppendScaling(graph, inputName);
        for (var i = 0; i < Layers.Count; i++)
            current = AppendLayer(graph, i, current, outputName);
        if (Output == MlpOutput.Sigmoid)
            graph.Node("Sigmoid", [current], [outputName]);

        return graph.Output(outputName, DataType.Float, "N", OutputCount).ToBytes();
    }

    private string AppendScaling(OnnxGraphBuilder graph, string input)
    {
        if (Scaling is null)
            return input;

        graph.Initializer<float>("feature_means", Scaling.Means, InputCount)
            .Initializer<float>("feature_deviations", Scaling.Deviations, InputCount)
            .Node("Sub", [input, "feature_means"], ["centred_features"])
            .Node("Div", ["centred_features", "feature_deviations"], ["scaled_features"]);
        return "scaled_features";
    }

    private string AppendLayer(OnnxGraphBuilder graph, int index, string input, string outputName)
    {
        var layer = Layers[index];
        var isLast = index == Layers.Count - 1;
        var sums = isLast && Output == MlpOutput.Linear ? outputName : $"layer_{index}_sums";
        graph.Initializer<float>($"layer_{index}_weights", layer.Weights, layer.Outputs, layer.Inputs)
            .Initializer<float>($"layer_{index}_biases", layer.Biases, layer.Outputs)
            .Node("Gemm", [input, $"layer_{index}_weights", $"layer_{index}_biases"], [sums], OnnxAttribute.Integer("transB", 1));
        if (isLast)
            return sums;

        graph.Node("Relu", [sums], [$"layer_{index}_activations"]);
        return $"layer_{index}_activations";
    }
}
