using System.Text.Json.Nodes;
using Google.Protobuf;
using OrleansML.Learning.Onnx;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Models;

/// <summary>Real files that are no usable models: each is refused with its reason, and the next request is answered.</summary>
[Collection(RealModelsCollection.Name)]
public sealed class RealModelsRefusalTests(RealModelsFixture platform)
{
    private const string Name = "refused";

    [SharedDataFact]
    public Task Push_ModelWithoutOpset_NamesTheOpset() => AssertRefusedAsync(
        File.ReadAllBytes(ModelCaseReader.ModelPath("mnist-cnn-no-opset-INVALID")),
        "The model cannot be registered: 'refused' has no opset_import (IR version 3): nothing says which operator versions it needs. "
        + "Export it again with a tool that writes opset_import.");

    [SharedDataFact]
    public Task Push_HalfAFile_SaysThatItIsTruncated() => AssertRefusedAsync(
        File.ReadAllBytes(ModelCaseReader.ModelPath("cnn-28x28"))[..300_000],
        "The model cannot be registered: 'refused' is a truncated ONNX model: it ends after 300,000 bytes in the middle of a field. "
        + "Copy the whole file again.");

    [SharedDataFact]
    public Task Push_TextFile_SaysThatItIsText() => AssertRefusedAsync(
        File.ReadAllBytes(SharedData.PathOf("onnx-node", "INDEX.tsv")),
        "The model cannot be registered: 'refused' is not an ONNX model: it looks like a text file. Export the model to ONNX and push that file.");

    [SharedDataFact]
    public Task Push_OperatorVersionOfTheFuture_NamesIt() => AssertRefusedAsync(
        Changed("xgboost-regressor-tensor-ops", model => model.OpsetImport[0].Version = 9999), "ONNX Runtime cannot load the model: ", "9999");

    [SharedDataFact]
    public Task Push_UnknownOperator_NamesIt() => AssertRefusedAsync(
        Changed("xgboost-regressor-tensor-ops", model => model.Graph.Node[0].OpType = "Gathr"), "ONNX Runtime cannot load the model: ", "Gathr");

    [SharedDataFact]
    public Task Push_DefectBesideOneThatCanBeRepaired_GivesTheOriginalReason() => AssertRefusedAsync(
        Changed("nanogpt-64-tokens", model => model.Graph.Node.Last(node => node.OpType == "MatMul").Input[1] = "missing"),
        "ONNX Runtime cannot load the model: ");

    private static byte[] Changed(string name, Action<ModelProto> change)
    {
        var model = OnnxModelReader.ReadFile(ModelCaseReader.ModelPath(name));
        change(model);
        return model.ToByteArray();
    }

    private async Task AssertRefusedAsync(byte[] file, string start, string part = "")
    {
        using (var response = await platform.Http.PostAsync($"/api/v1/models/{Name}/versions", new ByteArrayContent(file)))
        {
            var error = (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!;
            Assert.Equal(400, (int)response.StatusCode);
            Assert.StartsWith(start, error, StringComparison.Ordinal);
            Assert.Contains(part, error, StringComparison.Ordinal);
        }

        const string good = "xgboost-regressor-tensor-ops";
        await platform.PushAsync(good);
        Assert.NotEmpty(await platform.PredictAsync(good, RealModelsWay.Json, ModelCaseReader.Read(good)[0].Inputs));
    }
}
