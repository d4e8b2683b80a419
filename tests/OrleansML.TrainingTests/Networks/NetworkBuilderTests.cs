using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Training;
using OrleansML.Training.Networks;
using OrleansML.Training.Onnx;
using OrleansML.TrainingTests.Onnx;

namespace OrleansML.TrainingTests.Networks;

/// <summary>Networks from definitions: ONNX Runtime computes what torch trains.</summary>
public class NetworkBuilderTests
{
    private const int Inputs = 5;

    public static TheoryData<NetworkKind, EvaluationTask, NetworkActivation, int> Networks
    {
        get
        {
            var data = new TheoryData<NetworkKind, EvaluationTask, NetworkActivation, int>();
            foreach (var kind in Enum.GetValues<NetworkKind>())
            {
                foreach (var task in Enum.GetValues<EvaluationTask>())
                {
                    foreach (var activation in Enum.GetValues<NetworkActivation>())
                        data.Add(kind, task, activation, 2);
                    data.Add(kind, task, NetworkActivation.Relu, 0);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Build_EveryKind_IsTrainableAndEqualInOnnxRuntime(NetworkKind kind, EvaluationTask task, NetworkActivation activation, int layers)
    {
        var network = new NetworkDefinition { Kind = kind, Hidden = [.. new[] { 7, 3 }.Take(layers)], Activation = activation, Dropout = 0.5 };
        var model = NetworkBuilder.Build(network, task, Inputs, 4, new LabelScale(100, 20), 1);
        using var graph = TorchGraph.Load(model);

        var batch = OnnxTensor.Create<float>("features", Runs.RunCase.Numbers(6 * Inputs, i => (i * 7 % 11 - 5) / 4f), 6, Inputs);
        RealModel.AssertEqualsOnnxRuntime(graph, model, [batch], 1e-5);
        Assert.Equal((17, 8), (model.OpsetImport[0].Version, model.IrVersion));
        Assert.Equal("rows", model.Graph.Input[0].Type.TensorType.Shape.Dim[0].DimParam);
        Assert.Equal(
            task switch { EvaluationTask.Regression => "prediction", EvaluationTask.BinaryClassification => "probability", _ => "probabilities" },
            Assert.Single(graph.Outputs));
        Assert.DoesNotContain(graph.Parameters, entry => entry.Name.StartsWith("label.", StringComparison.Ordinal));
        Assert.Equal(2 * layers + 2 + (kind == NetworkKind.WideAndDeep ? 1 : 0), graph.Parameters.Count);
    }

    [Fact]
    public void Build_TwoLayers_NamesWeightsAndShapes()
    {
        var model = NetworkBuilder.Build(
            new NetworkDefinition { Kind = NetworkKind.WideAndDeep, Hidden = [7, 3], Dropout = 0.2 }, EvaluationTask.MulticlassClassification, Inputs, 4,
            LabelScale.None, 1);

        Assert.Equal(
            [
                "dropout.ratio []", "hidden.0.weight [7, 5]", "hidden.0.bias [7]", "hidden.1.weight [3, 7]", "hidden.1.bias [3]", "output.weight [4, 3]",
                "output.bias [4]", "wide.weight [4, 5]",
            ],
            model.Graph.Initializer.Select(tensor => $"{tensor.Name} [{string.Join(", ", tensor.Dims)}]"));
    }

    // An even distribution up to the limit l has the variance l^2 / 3: He's 2 / 400 in front of a rectifier, Glorot's 2 / 600 in front of tanh.
    // The variance of 80,000 even draws is known to within sqrt(0.8 / 80,000) = 0.3 % of it.
    [Theory]
    [InlineData(NetworkActivation.Relu, 2.0 / 400)]
    [InlineData(NetworkActivation.Tanh, 2.0 / 600)]
    public void Build_Weights_HaveTheVarianceOfTheirScheme(NetworkActivation activation, double variance)
    {
        var model = NetworkBuilder.Build(
            new NetworkDefinition { Kind = NetworkKind.Mlp, Hidden = [200], Activation = activation }, EvaluationTask.Regression, 400, 0, LabelScale.None, 7);

        var weights = OnnxTensor.ToArray<float>(model.Graph.Initializer.Single(tensor => tensor.Name == "hidden.0.weight"));

        Assert.Equal(variance, weights.Average(weight => (double)weight * weight), variance * 0.015);
        Assert.Equal(0, weights.Average(), 4 * Math.Sqrt(variance / weights.Length));
        Assert.All(weights, weight => Assert.True(Math.Abs(weight) <= Math.Sqrt(3 * variance)));
        Assert.All(OnnxTensor.ToArray<float>(model.Graph.Initializer.Single(tensor => tensor.Name == "hidden.0.bias")), bias => Assert.Equal(0, bias));
    }

    [Fact]
    public void Build_Seed_DecidesTheBytes()
    {
        ModelProto Build(int seed) => NetworkBuilder.Build(
            new NetworkDefinition { Kind = NetworkKind.Mlp, Hidden = [4] }, EvaluationTask.BinaryClassification, 3, 2, LabelScale.None, seed);
        static string Bytes(ModelProto model) => Convert.ToHexString(Google.Protobuf.MessageExtensions.ToByteArray(model));

        Assert.Equal(Bytes(Build(1)), Bytes(Build(1)));
        Assert.NotEqual(Bytes(Build(1)), Bytes(Build(2)));
        Assert.NotEqual(Build(1).Graph.Initializer[0].RawData.Span[..48].ToArray(), Build(1).Graph.Initializer[2].RawData.Span.ToArray());
    }

    [Fact]
    public void Build_NumbersOutOfRange_NamesAll()
    {
        var error = Assert.Throws<ArgumentException>(() => NetworkBuilder.Build(
            new NetworkDefinition { Kind = NetworkKind.Mlp, Hidden = [0], Dropout = 1 }, EvaluationTask.Regression, 0, 0, new LabelScale(0, double.NaN), 1));

        Assert.Equal(
            "The network cannot be made: it has 0 inputs; 1 or more are needed; the deviation is NaN; a finite 32-bit number above 0 is needed; "
            + "a hidden layer is 0 wide; 1 or more is needed; dropout is 1; 0 up to below 1 is allowed.",
            error.Message);
        Assert.StartsWith(
            "The network cannot be made: it has 2 classes; 3 or more are needed.",
            Assert.Throws<ArgumentException>(() => NetworkBuilder.Build(
                new NetworkDefinition { Kind = NetworkKind.Mlp, Hidden = [] }, EvaluationTask.MulticlassClassification, 1, 2, LabelScale.None, 1)).Message,
            StringComparison.Ordinal);
    }
}
