using System.Text.Json.Nodes;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Models;

/// <summary>Models that others trained and exported, with their recorded requests, by every way in.</summary>
[Collection(RealModelsCollection.Name)]
public sealed class RealModelsTests(RealModelsFixture platform)
{
    private const string Invalid = "mnist-cnn-no-opset-INVALID";

    public static TheoryData<string, RealModelsWay> EveryModelByEveryWay
    {
        get
        {
            var all = new TheoryData<string, RealModelsWay>();
            foreach (var model in SharedData.ModelNames().Where(name => name != Invalid))
            {
                foreach (var way in Enum.GetValues<RealModelsWay>())
                    all.Add(model, way);
            }

            return all;
        }
    }

    [SharedDataTheory]
    [MemberData(nameof(EveryModelByEveryWay))]
    public async Task Predict_RecordedRequest_AnswersAsRecordedAndAsOnnxRuntimeDoes(string model, RealModelsWay way)
    {
        await platform.PushAsync(model);
        using var runtime = RealModelsRuntime.Of(model);
        var cases = ModelCaseReader.Read(model);

        Assert.NotEmpty(cases);
        for (var index = 0; index < cases.Length; index++)
        {
            var context = $"{model}, case {index}, by {way}";
            var answer = await platform.PredictAsync(model, way, cases[index].Inputs);

            RealModelsAssert.Equal(runtime.Run(cases[index].Inputs), answer, context);
            foreach (var recorded in cases[index].Expected)
                RealModelsAssert.IsRecorded(recorded, answer, context);
        }
    }

    [SharedDataFact]
    public void Read_EveryModelButOne_HasRecordedOutputs() => Assert.Equal(
        ["mlnet-multiclass-breast-cancer"],
        SharedData.ModelNames().Where(name => name != Invalid && ModelCaseReader.Read(name).Any(request => request.Expected.Length == 0)));

    [SharedDataTheory]
    [InlineData("nanogpt-64-tokens", "the operator version is raised from 10 to 11, because node '/h.0/attn/Equal' (Equal) takes FLOAT")]
    [InlineData("random-forest-tensor-ops", "200 MatMul nodes, '/trees.0/MatMul' first: inputs of INT8 are cast to INT32 and the result back to INT8")]
    public async Task Push_ModelThatOnnxRuntimeRefuses_IsRepairedAndSaysHow(string model, string repair)
    {
        var version = await platform.PushAsync(model);

        Assert.StartsWith(repair, Assert.Single(version.Description.Repairs), StringComparison.Ordinal);
        var shown = JsonNode.Parse(await platform.Http.GetStringAsync($"/api/v1/models/{model}"))!["versions"]![0]!["repairs"]!;
        Assert.Equal(version.Description.Repairs, shown.AsArray().Select(text => (string)text!));
    }

    [SharedDataTheory]
    [InlineData("sklearn-pipeline-strings-titanic")]
    [InlineData("squeezenet-light")]
    public async Task Push_ModelThatOnnxRuntimeLoads_IsLeftAsItCame(string model) =>
        Assert.Empty((await platform.PushAsync(model)).Description.Repairs);
}
