using OrleansML.Testing;

namespace OrleansML.ClusterTests.Models;

/// <summary>Recorded operator tests of the ONNX project: every element type that can be sent, through the whole serving path.</summary>
[Collection(RealModelsCollection.Name)]
public sealed class RealModelsNodeTests(RealModelsFixture platform)
{
    // What the ONNX project's own runner allows.
    private const double RelativeTolerance = 1e-3;

    private const int CasesPerSignature = 2;

    // ONNX Runtime itself refuses these or computes them differently from the record.
    private static readonly string[] LeftOut = [];

    public static TheoryData<string> Sample =>
        [.. ModelCaseArchive.Names.Except(LeftOut).GroupBy(ModelCaseArchive.Signature).SelectMany(group => group.Take(CasesPerSignature))];

    [SharedDataTheory]
    [MemberData(nameof(Sample))]
    public async Task Predict_RecordedOperator_AnswersAsRecorded(string name)
    {
        var model = name[(name.LastIndexOf('/') + 1)..];
        model = model[..Math.Min(model.Length, 60)];
        await platform.Client.Registry.PushAsync(model, new MemoryStream(ModelCaseArchive.Model(name)));

        var prediction = await platform.Client.PredictAsync(model, ModelCaseArchive.Inputs(name));

        RealModelsAssert.Equal(ModelCaseArchive.Outputs(name), prediction.Outputs, name, RelativeTolerance);
    }
}
