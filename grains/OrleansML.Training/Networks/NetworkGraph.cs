using OrleansML.Learning.Training;
using OrleansML.Training.Runs;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Training.Networks;

/// <summary>A network while it is being made.</summary>
internal sealed class NetworkGraph
{
    private readonly int _inputs;
    private readonly NetworkActivation _activation;
    private readonly double _dropout;
    private readonly ulong _seed;
    private ulong _matrices;

    public NetworkGraph(int inputs, NetworkActivation activation, double dropout, int seed)
    {
        (_inputs, _activation, _dropout, _seed) = (inputs, activation, dropout, (ulong)seed);
        Builder.Input(NetworkBuilder.Input, DataType.Float, "rows", inputs);
        if (activation == NetworkActivation.Gelu)
            Builder.Initializer<float>("gelu.root_of_half", [MathF.Sqrt(0.5f)]).Initializer<float>("gelu.one", [1]).Initializer<float>("gelu.half", [0.5f]);
        if (dropout > 0)
            Builder.Initializer<float>("dropout.ratio", [(float)dropout]);
    }

    public OnnxGraphBuilder Builder { get; } = new("network");

    /// <summary>The hidden layers and the last one.</summary>
    public string Layers(IReadOnlyList<int> hidden, int outputs)
    {
        var (value, width) = (NetworkBuilder.Input, _inputs);
        for (var layer = 0; layer < hidden.Count; layer++)
        {
            var name = $"hidden.{layer}";
            var variance = _activation == NetworkActivation.Tanh ? 2.0 / (width + hidden[layer]) : 2.0 / width;
            value = Activate(name, Dense(name, value, width, hidden[layer], variance));
            if (_dropout > 0)
            {
                Builder.Node("Dropout", [value, "dropout.ratio"], [$"{name}.kept"]);
                value = $"{name}.kept";
            }

            width = hidden[layer];
        }

        return Dense("output", value, width, outputs, 2.0 / (width + outputs));
    }

    /// <summary>A linear model of the inputs on top of a value; the bias is that of the last layer.</summary>
    public string AddWide(string deep, int outputs)
    {
        Matrix("wide.weight", _inputs, outputs, 2.0 / (_inputs + outputs));
        Builder.Node("Gemm", [NetworkBuilder.Input, "wide.weight"], ["wide"], OnnxAttribute.Integer("transB", 1))
            .Node("Add", [deep, "wide"], ["wide_and_deep"]);
        return "wide_and_deep";
    }

    /// <summary>A score around 0 as a label.</summary>
    public OnnxGraphBuilder Scaled(string score, LabelScale scale, string name) => Builder
        .Initializer<float>("label.deviation", [(float)scale.Deviation]).Initializer<float>("label.mean", [(float)scale.Mean])
        .Node("Mul", [score, "label.deviation"], ["scaled"]).Node("Add", ["scaled", "label.mean"], [name]);

    private string Dense(string name, string input, int inputs, int outputs, double variance)
    {
        Matrix($"{name}.weight", inputs, outputs, variance);
        Builder.Initializer<float>($"{name}.bias", new float[outputs], outputs)
            .Node("Gemm", [input, $"{name}.weight", $"{name}.bias"], [name], OnnxAttribute.Integer("transB", 1));
        return name;
    }

    private string Activate(string name, string input)
    {
        var output = $"{name}.active";
        switch (_activation)
        {
            case NetworkActivation.Relu:
                Builder.Node("Relu", [input], [output]);
                break;
            case NetworkActivation.Tanh:
                Builder.Node("Tanh", [input], [output]);
                break;
            case NetworkActivation.Silu:
                Builder.Node("Sigmoid", [input], [$"{name}.gate"]).Node("Mul", [input, $"{name}.gate"], [output]);
                break;
            default:
                // The operator Gelu came with opset 20.
                Builder.Node("Mul", [input, "gelu.root_of_half"], [$"{name}.scaled"]).Node("Erf", [$"{name}.scaled"], [$"{name}.error"])
                    .Node("Add", [$"{name}.error", "gelu.one"], [$"{name}.doubled"]).Node("Mul", [$"{name}.doubled", "gelu.half"], [$"{name}.gate"])
                    .Node("Mul", [input, $"{name}.gate"], [output]);
                break;
        }

        return output;
    }

    // Even draws need no logarithm and no cosine, whose last bits differ between systems.
    private void Matrix(string name, int inputs, int outputs, double variance)
    {
        var limit = Math.Sqrt(3 * variance);
        var key = SplitMix.Derive(_seed, _matrices++);
        var weights = new float[checked(inputs * outputs)];
        for (var index = 0; index < weights.Length; index++)
            weights[index] = (float)(limit * (2 * ((SplitMix.Mix(key + (ulong)index) >> 11) * (1.0 / (1UL << 53))) - 1));
        Builder.Initializer<float>(name, weights, outputs, inputs);
    }
}
