using OrleansML.Training.Onnx;
using OrleansML.Training.Onnx.Types;

namespace OrleansML.TrainingTests.Onnx;

/// <summary>The recorded operator tests of the ONNX project: computed on torch, they give what is recorded.</summary>
public class RecordedCaseTests
{
    // The tolerances of the ONNX project's own runner.
    private const double Relative = 1e-3;
    private const double Absolute = 1e-7;

    public static TheoryData<string> Names =>
        [.. All.Where(name => !RecordedCaseSkips.Reasons.ContainsKey(name) && !RecordedCaseSkips.Random.Contains(name)), .. Extra];

    public static TheoryData<string> Skipped => [.. RecordedCaseSkips.Reasons.Keys];

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
        var inputs = recorded.InputTensors.Zip(graph.Inputs)
            .ToDictionary(pair => pair.Second, pair => TorchTensors.FromProto(pair.First));

        var outputs = graph.Run(inputs, IsTraining(model));

        foreach (var (expected, output) in recorded.OutputTensors.Zip(graph.Outputs))
            TorchTensorAssert.Close(TorchTensors.FromProto(expected), outputs[output], Relative, Absolute, output);
    }

    [SharedDataTheory]
    [MemberData(nameof(Skipped))]
    public void CheckInference_SkippedCase_SaysWhy(string name)
    {
        var problems = OnnxTraining.CheckInference(OnnxModelReader.Read(RecordedCase.Get(name).Model, name));

        Assert.Contains(problems, problem => problem.Reason.EndsWith(RecordedCaseSkips.Reasons[name], StringComparison.Ordinal));
    }

    [SharedDataFact]
    public void Names_Recorded_AreNeitherLostNorSkippedInBulk()
    {
        Assert.Equal(528, All.Count());
        Assert.All(RecordedCaseSkips.Reasons.Keys.Concat(RecordedCaseSkips.Random), name => Assert.Contains(name, All));
        Assert.Equal(487, Names.Count - Extra.Count());
        Assert.True(Extra.Count() == 81, $"{Extra.Count()} extra cases can be run");
    }

    // Batch normalisation is recorded in training mode once; dropout only where it drops nothing or cannot be compared.
    private static bool IsTraining(ModelProto model) =>
        model.Graph.Node.Where(node => node.OpType == "BatchNormalization").SelectMany(node => node.Attribute)
            .Any(attribute => attribute is { Name: "training_mode", I: 1 });
}
