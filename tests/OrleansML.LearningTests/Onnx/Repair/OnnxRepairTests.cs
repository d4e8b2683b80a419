using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using OrleansML.Learning.Onnx;
using OrleansML.Learning.Onnx.Repair;
using Xunit;

namespace OrleansML.LearningTests.Onnx.Repair;

public sealed class OnnxRepairTests
{
    private const double RecordedTolerance = 1e-4;

    private static readonly string[] Broken = ["nanogpt-64-tokens", "random-forest-tensor-ops", "mnist-cnn-no-opset-INVALID"];

    public static TheoryData<string> SoundModels => [.. SharedData.ModelNames().Except(Broken)];

    [SharedDataTheory]
    [MemberData(nameof(SoundModels))]
    public void Repair_SoundModel_IsReturnedAsItCame(string name)
    {
        var bytes = ModelBytes(name);
        var original = bytes.ToArray();

        var result = OnnxRepair.Repair(bytes, name);

        Assert.Empty(result.Repairs);
        Assert.Same(bytes, result.Model);
        Assert.Equal(original, result.Model);
    }

    [SharedDataFact]
    public void Repair_EveryRecordedCaseOfTheOnnxProject_IsReturnedAsItCame()
    {
        foreach (var recorded in RecordedCase.All)
        {
            var result = OnnxRepair.Repair(recorded.Model, recorded.Name);
            Assert.True(result.Repairs.Count == 0, $"{recorded.Name}: {string.Join("; ", result.Repairs)}");
            Assert.Same(recorded.Model, result.Model);
        }
    }

    [SharedDataFact]
    public void Repair_EqualOfFloatsAtVersion10_GivesTheRecordedLogits()
    {
        const string name = "nanogpt-64-tokens";
        var bytes = ModelBytes(name);
        AssertRefused(bytes, "Type 'tensor(float)' of input parameter (/h.0/attn/Slice_1_output_0) of operator (Equal)");

        var result = OnnxRepair.Repair(bytes, name);

        Assert.Equal(
            ["the operator version is raised from 10 to 11, because node '/h.0/attn/Equal' (Equal) takes FLOAT, which that operator accepts from "
             + "version 11 on; every operator of this model means the same in both versions"],
            result.Repairs);
        using var session = new InferenceSession(result.Model);
        foreach (var recorded in Cases(name))
        {
            var tokens = recorded.GetProperty("inputs").GetProperty("input")[0].EnumerateArray().Select(token => token.GetInt64()).ToArray();
            var logits = Run<long, float>(session, tokens, 1, tokens.Length);
            var outputs = recorded.GetProperty("outputs");
            AssertClose(outputs.GetProperty("output_position_0"), logits[..65]);
            AssertClose(outputs.GetProperty("output_position_63"), logits[^65..]);
            Assert.Equal(
                outputs.GetProperty("output_argmax_per_position").EnumerateArray().Select(token => token.GetInt32()),
                logits.Chunk(65).Select(position => Array.IndexOf(position, position.Max())));
        }
    }

    [SharedDataFact]
    public void Repair_MatMulOfBytes_GivesTheRecordedClasses()
    {
        const string name = "random-forest-tensor-ops";
        var bytes = ModelBytes(name);
        AssertRefused(bytes, "Type 'tensor(int8)' of input parameter");

        var result = OnnxRepair.Repair(bytes, name);

        Assert.Equal(
            ["200 MatMul nodes, '/trees.0/MatMul' first: inputs of INT8 are cast to INT32 and the result back to INT8, because there is no MatMul "
             + "of INT8; the numbers stay the same"],
            result.Repairs);
        using var session = new InferenceSession(result.Model);
        foreach (var recorded in Cases(name))
        {
            var row = recorded.GetProperty("inputs").GetProperty("input")[0].EnumerateArray().Select(value => value.GetSingle()).ToArray();
            var expected = recorded.GetProperty("outputs").GetProperty("output")[0].GetDouble();
            Assert.Equal(expected, Run<float, double>(session, row, 1, row.Length).Single(), RecordedTolerance);
        }
    }

    [SharedDataFact]
    public void Repair_ModelWithoutOperatorVersion_SaysSo()
    {
        const string name = "mnist-cnn-no-opset-INVALID";

        var exception = Assert.Throws<OnnxFormatException>(() => OnnxRepair.Repair(ModelBytes(name), name));

        Assert.Equal(OnnxFormatError.MissingOpsetImport, exception.Error);
    }

    private static byte[] ModelBytes(string name) => File.ReadAllBytes(SharedData.PathOf("onnx-models", name, "model.onnx"));

    private static JsonElement[] Cases(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("onnx-models", name, "cases.json")));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(recorded => recorded.Clone())];
    }

    private static void AssertRefused(byte[] model, string reason)
    {
        var exception = Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(model));
        Assert.True(exception.Message.Contains(reason, StringComparison.Ordinal), exception.Message);
    }

    private static TOutput[] Run<TInput, TOutput>(InferenceSession session, TInput[] values, params long[] shape)
        where TInput : unmanaged
        where TOutput : unmanaged
    {
        using var input = OrtValue.CreateTensorValueFromMemory(values, shape);
        using var options = new RunOptions();
        using var results = session.Run(options, session.InputNames, [input], session.OutputNames);
        return results[0].GetTensorDataAsSpan<TOutput>().ToArray();
    }

    private static void AssertClose(JsonElement expected, float[] actual)
    {
        Assert.Equal(expected.GetArrayLength(), actual.Length);
        for (var index = 0; index < actual.Length; index++)
            Assert.Equal(expected[index].GetDouble(), actual[index], RecordedTolerance);
    }
}
