using OrleansML.Training.Onnx;
using OrleansML.Training.Onnx.Types;

namespace OrleansML.TrainingTests.Onnx;

/// <summary>The recorded operator tests of the ONNX project: computed on torch, they give what is recorded.</summary>
public class RecordedCaseTests
{
    // The tolerances of the ONNX project's own runner.
    private const double Relative = 1e-3;
    private const double Absolute = 1e-7;

    // Their numbers came from another random generator, so that they are compared as far as the numbers mean something.
    private static readonly string[] Random =
        ["node/listed/Dropout/test_training_dropout_default", "node/listed/Dropout/test_training_dropout_mask"];

    public static TheoryData<string> Names => [.. All.Except(Random), .. Extra];

    public static TheoryData<string> RandomNames => [.. Random];

    private static IEnumerable<RecordedCase> Recorded => SharedData.Root is null ? [] : RecordedCase.All;

    private static IEnumerable<string> All =>
        Recorded.Select(recorded => recorded.Name).Where(name => !name.StartsWith("node/extra/", StringComparison.Ordinal));

    // Operators that are not asked for; those that are there all the same must be right.
    private static IEnumerable<string> Extra => Recorded
        .Where(recorded => recorded.Name.StartsWith("node/extra/", StringComparison.Ordinal))
        .Where(recorded => OnnxTraining.CheckInference(OnnxModelReader.Read(recorded.Model, recorded.Name)).Count == 0)
        .Select(recorded => recorded.Name);

    [SharedDataTheory]
    [MemberData(nameof(Names))]
    public void Run_RecordedCase_GivesTheRecordedOutputs(string name)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        var recorded = RecordedCase.Get(name);
        var model = OnnxModelReader.Read(recorded.Model, name);
        using var graph = TorchGraph.Load(model, TorchGraphOptions.Inference);
        var inputs = Declared(model, graph.Inputs).Zip(recorded.Inputs).ToDictionary(
            pair => pair.First.Name,
            IReadOnlyList<Tensor> (pair) => [.. RecordedValues.Read(pair.First, pair.Second).Select(TorchTensors.FromProto)]);

        var outputs = RecordedValues.Run(graph, inputs, model, IsTraining(model));

        foreach (var (declared, file) in model.Graph.Output.Zip(recorded.Outputs))
        {
            RecordedValues.AssertClose(
                RecordedValues.Read(declared, file), outputs[declared.Name], Relative, Absolute, declared.Name);
        }
    }

    [SharedDataTheory]
    [MemberData(nameof(RandomNames))]
    public void Run_RecordedDropout_DropsTheRatioAndScalesTheRest(string name)
    {
        const int Runs = 200;
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        var recorded = RecordedCase.Get(name);
        var model = OnnxModelReader.Read(recorded.Model, name);
        using var graph = TorchGraph.Load(model, TorchGraphOptions.Inference);
        using var generator = new torch.Generator(1);
        var inputs = graph.Inputs.Zip(recorded.InputTensors).ToDictionary(pair => pair.First, pair => TorchTensors.FromProto(pair.Second));
        var input = inputs["x"];
        double ratio = inputs["r"].item<float>();
        Tensor[] expected = [.. recorded.OutputTensors.Select(TorchTensors.FromProto)];

        // What is asserted of a run holds of the recorded one too.
        AssertDropped(input, ratio, expected);
        var dropped = 0;
        for (var run = 0; run < Runs; run++)
        {
            var outputs = graph.Run(inputs, training: true, generator);
            Tensor[] actual = [.. graph.Outputs.Select(output => outputs[output])];

            Assert.Equal(expected.Select(tensor => tensor.dtype), actual.Select(tensor => tensor.dtype));
            Assert.Equal(expected.Select(tensor => tensor.shape), actual.Select(tensor => tensor.shape));
            dropped += AssertDropped(input, ratio, actual);
        }

        // Each element is dropped on its own: a binomial count, of which six standard deviations are exceeded once in half a billion.
        var draws = (double)Runs * input.numel();
        var allowed = 6 * Math.Sqrt(draws * ratio * (1 - ratio));
        Assert.InRange(dropped, draws * ratio - allowed, draws * ratio + allowed);
    }

    [SharedDataFact]
    public void Names_Recorded_AreAllThere()
    {
        Assert.Equal(528, All.Count());
        Assert.Equal(2, All.Intersect(Random).Count());
        Assert.Equal(526, Names.Count - Extra.Count());
        Assert.True(Extra.Count() == 92, $"{Extra.Count()} extra cases can be run");
    }

    private static int AssertDropped(Tensor input, double ratio, Tensor[] outputs)
    {
        var (given, made) = (input.data<float>().ToArray(), outputs[0].data<float>().ToArray());
        var mask = outputs.Length > 1 ? outputs[1].data<bool>().ToArray() : null;
        for (var index = 0; index < given.Length; index++)
        {
            Assert.NotEqual(0f, given[index]);
            Assert.Equal(made[index] == 0 ? 0 : (float)(given[index] / (1 - ratio)), made[index]);
            if (mask is not null)
                Assert.Equal(made[index] != 0, mask[index]);
        }

        return made.Count(value => value == 0);
    }

    private static IEnumerable<ValueInfoProto> Declared(ModelProto model, IReadOnlyList<string> names) =>
        names.Select(name => model.Graph.Input.Single(input => input.Name == name));

    // Batch normalisation is recorded in training mode once; the dropouts here drop nothing.
    private static bool IsTraining(ModelProto model) =>
        model.Graph.Node.Where(node => node.OpType == "BatchNormalization").SelectMany(node => node.Attribute)
            .Any(attribute => attribute is { Name: "training_mode", I: 1 });
}
