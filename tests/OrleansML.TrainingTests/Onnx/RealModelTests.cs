using OrleansML.Training.Onnx;

namespace OrleansML.TrainingTests.Onnx;

/// <summary>Models of others: what can be trained is, and what cannot is refused by name.</summary>
public class RealModelTests
{
    private const double Tolerance = 1e-4;

    public static TheoryData<string> Trainable => ["cnn-28x28", "keras-mlp-card-fraud", "nanogpt-64-tokens"];

    public static TheoryData<string> OnlyRunnable =>
        ["lightgbm-iris-tensor-ops", "random-forest-tensor-ops", "xgboost-regressor-tensor-ops"];

    [SharedDataTheory]
    [MemberData(nameof(Trainable))]
    [MemberData(nameof(OnlyRunnable))]
    public void Run_RealModel_EqualsOnnxRuntime(string name)
    {
        var real = new RealModel(name);
        using var graph = TorchGraph.Load(real.Model, TorchGraphOptions.Inference);

        RealModel.AssertEqualsOnnxRuntime(graph, real.Model, real.Inputs, Tolerance);
    }

    [SharedDataTheory]
    [MemberData(nameof(Trainable))]
    public void Train_OneStep_LowersTheLoss(string name)
    {
        using var scope = torch.NewDisposeScope();
        var real = new RealModel(name);
        using var graph = TorchGraph.Load(real.Model);
        using var optimizer = torch.optim.Adam(graph.Parameters, lr: 1e-3);

        var before = Loss(graph, real);
        before.backward();
        optimizer.step();

        var after = Loss(graph, real).item<float>();
        Assert.True(after < before.item<float>(), $"{after} is not less than {before.item<float>()}");
        Assert.All(graph.Parameters, entry => Assert.True(entry.Parameter.grad is not null, entry.Name));
    }

    [SharedDataTheory]
    [MemberData(nameof(Trainable))]
    public void WriteBack_TrainedModel_EqualsOnnxRuntime(string name)
    {
        using var scope = torch.NewDisposeScope();
        var real = new RealModel(name);
        using var graph = TorchGraph.Load(real.Model);
        using var optimizer = torch.optim.Adam(graph.Parameters, lr: 1e-3);
        for (var step = 0; step < 3; step++)
        {
            optimizer.zero_grad();
            Loss(graph, real).backward();
            optimizer.step();
        }

        var written = graph.WriteBack();

        RealModel.AssertEqualsOnnxRuntime(graph, written, real.Inputs, 1e-5);
        var names = graph.Parameters.Select(entry => entry.Name).ToList();
        Assert.All(names, weight => Assert.NotEqual(WeightOf(real.Model, weight), WeightOf(written, weight)));
        Assert.Equal(WithoutWeights(real.Model, names), WithoutWeights(written, names));
    }

    // Its weights are made to be all alike, so that its scores are 9.5e9 each and their last bits decide the softmax.
    [SharedDataFact]
    public void Run_SqueezeNetBeforeItsSoftmax_EqualsOnnxRuntime()
    {
        var real = new RealModel("squeezenet-light");
        var softmax = real.Model.Graph.Node.Single(node => node.OpType == "Softmax");
        real.Model.Graph.Node.Remove(softmax);
        real.Model.Graph.Output.Single().Name = softmax.Input.Single();
        using var graph = TorchGraph.Load(real.Model);

        RealModel.AssertEqualsOnnxRuntime(graph, real.Model, real.Inputs, Tolerance);
        Assert.Equal(13, graph.Parameters.Count);
        Assert.All(graph.Parameters, entry => Assert.EndsWith("_b_0", entry.Name));
    }

    [SharedDataTheory]
    [InlineData("lightgbm-iris-tensor-ops", "Greater", "root_biases", "biases.0", "biases.1", "biases.2")]
    [InlineData("xgboost-regressor-tensor-ops", "Less", "root_biases", "biases.0", "biases.1", "biases.2")]
    public void Check_BoostedTrees_NamesTheComparisons(string name, string comparison, params string[] weights)
    {
        var expected = weights.Select((weight, index) =>
            $"node '/_operators.0/{comparison}{(index == 0 ? "" : $"_{index}")}' ({comparison}, opset 11): has no gradient, but is the only way "
            + $"from '_operators.0.{weight}' to an output; freeze what cannot be trained");

        Assert.Equal(expected, Check(name));
    }

    [SharedDataFact]
    public void Load_BoostedTreesWithFrozenThresholds_TrainsTheLeaves()
    {
        using var scope = torch.NewDisposeScope();
        var real = new RealModel("xgboost-regressor-tensor-ops");
        using var graph = TorchGraph.Load(real.Model, new TorchGraphOptions { Frozen = ["*biases*"] });
        using var optimizer = torch.optim.SGD(graph.Parameters, 1e-3);

        var before = Loss(graph, real);
        before.backward();
        optimizer.step();

        Assert.Equal(["_operators.0.base_prediction", "_operators.0.leaf_nodes"], graph.Parameters.Select(entry => entry.Name));
        Assert.True(Loss(graph, real).item<float>() < before.item<float>());
    }

    [SharedDataFact]
    public void Check_RandomForest_NamesTwoNodesOfEveryTree()
    {
        var problems = Check("random-forest-tensor-ops");

        Assert.Equal(200, problems.Count);
        Assert.Equal(
            "node '/trees.99/Less' (Less, opset 11): has no gradient, but is the only way from 'trees.99.threshold' to an output; "
            + "freeze what cannot be trained", problems[^1]);
    }

    [SharedDataTheory]
    [InlineData("mlnet-multiclass-breast-cancer",
        "node 'Scaler' (ai.onnx.ml.Scaler, opset 2): operators of the domain ai.onnx.ml are not supported",
        "node 'LabelEncoder' (ai.onnx.ml.LabelEncoder, opset 2): operators of the domain ai.onnx.ml are not supported",
        "node 'LinearClassifier' (ai.onnx.ml.LinearClassifier, opset 2): operators of the domain ai.onnx.ml are not supported")]
    [InlineData("sklearn-pipeline-strings-titanic",
        "node 'OneHotEncoder1' (ai.onnx.ml.OneHotEncoder, opset 1): operators of the domain ai.onnx.ml are not supported",
        "node 'OneHotEncoder' (ai.onnx.ml.OneHotEncoder, opset 1): operators of the domain ai.onnx.ml are not supported",
        "node 'OneHotEncoder2' (ai.onnx.ml.OneHotEncoder, opset 1): operators of the domain ai.onnx.ml are not supported",
        "node 'Imputer' (ai.onnx.ml.Imputer, opset 1): operators of the domain ai.onnx.ml are not supported",
        "node 'Scaler' (ai.onnx.ml.Scaler, opset 1): operators of the domain ai.onnx.ml are not supported",
        "node 'LinearClassifier' (ai.onnx.ml.LinearClassifier, opset 1): operators of the domain ai.onnx.ml are not supported",
        "node 'Normalizer' (ai.onnx.ml.Normalizer, opset 1): operators of the domain ai.onnx.ml are not supported")]
    [InlineData("sklearn-randomforest-iris",
        "output 'output_probability' is a sequence of other values than tensors; only tensors are supported",
        "node 'TreeEnsembleClassifier' (ai.onnx.ml.TreeEnsembleClassifier, opset 1): operators of the domain ai.onnx.ml are not supported",
        "node 'ZipMap' (ai.onnx.ml.ZipMap, opset 1): operators of the domain ai.onnx.ml are not supported")]
    public void Check_ModelOutsideTheStandardOperators_NamesEveryReason(string name, params string[] expected) =>
        Assert.Equal(expected, Check(name));

    private static List<string> Check(string name) =>
        [.. OnnxTraining.Check(OnnxModelReader.ReadFile(ModelCaseReader.ModelPath(name))).Select(problem => problem.ToString())];

    private static Tensor Loss(TorchGraph graph, RealModel real)
    {
        var output = graph.Run(real.TorchInputs(), training: true).Values.First();
        return output.sub(0.5).square().mean();
    }

    private static TensorProto WeightOf(ModelProto model, string name) =>
        model.Graph.Initializer.FirstOrDefault(tensor => tensor.Name == name)
        ?? model.Graph.Node.Single(node => node.Output.Contains(name)).Attribute.Single().T;

    private static ModelProto WithoutWeights(ModelProto model, List<string> names)
    {
        var copy = model.Clone();
        foreach (var weight in names.Select(name => WeightOf(copy, name)))
        {
            weight.FloatData.Clear();
            weight.RawData = Google.Protobuf.ByteString.Empty;
        }

        return copy;
    }
}
