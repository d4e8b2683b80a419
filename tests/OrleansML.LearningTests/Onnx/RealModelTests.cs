using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using OrleansML.Learning.Onnx;
using Xunit;

namespace OrleansML.LearningTests.Onnx;

public sealed class RealModelTests
{
    private const string Invalid = "mnist-cnn-no-opset-INVALID";

    // Readable files that ONNX Runtime refuses: an Equal of floats before operator version 11, and a MatMul of 8-bit integers.
    private static readonly string[] RefusedByOnnxRuntime = ["nanogpt-64-tokens", "random-forest-tensor-ops"];

    public static TheoryData<string> ReadableModels => [.. SharedData.ModelNames().Where(name => name != Invalid)];

    public static TheoryData<string> RunnableModels =>
        [.. SharedData.ModelNames().Where(name => name != Invalid).Except(RefusedByOnnxRuntime)];

    [SharedDataFact]
    public void Folder_HasTenReadableModels_AndOneInvalid() =>
        Assert.Equal(
            (10, 1), (SharedData.ModelNames().Count(name => name != Invalid), SharedData.ModelNames().Count(name => name == Invalid)));

    [SharedDataTheory]
    [MemberData(nameof(ReadableModels))]
    public void ReadFile_ModelOfOthers_SurvivesAnotherWriteWithoutLoss(string name)
    {
        var model = OnnxModelReader.ReadFile(SharedData.PathOf("onnx-models", name, "model.onnx"));

        Assert.NotEmpty(model.Graph.Node);
        Assert.Equal(model, OnnxModelReader.Read(model.ToByteArray(), name));
    }

    [SharedDataTheory]
    [MemberData(nameof(RunnableModels))]
    public void ReadFile_ModelOfOthers_LooksTheSameToOnnxRuntimeAfterAnotherWrite(string name)
    {
        var path = SharedData.PathOf("onnx-models", name, "model.onnx");
        var model = OnnxModelReader.ReadFile(path);

        using var original = new InferenceSession(path);
        using var copy = new InferenceSession(model.ToByteArray());

        Assert.Equal(Describe(original.InputMetadata), Describe(copy.InputMetadata));
        Assert.Equal(Describe(original.OutputMetadata), Describe(copy.OutputMetadata));
        Assert.Equal(
            original.InputNames,
            model.Graph.Input.Select(input => input.Name).Except(model.Graph.Initializer.Select(tensor => tensor.Name)));
        Assert.Equal(original.OutputNames, model.Graph.Output.Select(output => output.Name));
    }

    [SharedDataTheory]
    [InlineData("cnn-28x28", 1, 1, 28, 28)]
    [InlineData("keras-mlp-card-fraud", 3, 5)]
    [InlineData("xgboost-regressor-tensor-ops", 4, 1)]
    public void ReadFile_ModelOfOthers_ComputesTheSameAfterAnotherWrite(string name, params int[] shape)
    {
        var bytes = File.ReadAllBytes(SharedData.PathOf("onnx-models", name, "model.onnx"));
        var random = new Random(5);
        var sizes = Array.ConvertAll(shape, size => (long)size);
        float[] values = [.. Enumerable.Range(0, shape.Aggregate((product, size) => product * size)).Select(_ => random.NextSingle())];

        var rewritten = OnnxModelReader.Read(bytes, name).ToByteArray();

        Assert.Equal(OnnxRuntimeRunner.Run(bytes, values, sizes), OnnxRuntimeRunner.Run(rewritten, values, sizes));
    }

    [SharedDataFact]
    public void ReadFile_RealModelWithoutOpsetImport_NamesTheFault()
    {
        var path = SharedData.PathOf("onnx-models", Invalid, "model.onnx");

        var exception = Assert.Throws<OnnxFormatException>(() => OnnxModelReader.ReadFile(path));

        Assert.Equal(OnnxFormatError.MissingOpsetImport, exception.Error);
        Assert.Equal(
            $"'{path}' has no opset_import (IR version 3): nothing says which operator versions it needs. "
            + "Export it again with a tool that writes opset_import.",
            exception.Message);
    }

    [SharedDataFact]
    public void Read_EveryRecordedCase_IsAccepted()
    {
        foreach (var recorded in RecordedCase.All)
            OnnxModelReader.Read(recorded.Model, recorded.Name);

        Assert.Equal(710, RecordedCase.All.Count);
    }

    private static string Describe(IReadOnlyDictionary<string, NodeMetadata> metadata) => string.Join("; ", metadata
        .OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => entry.Value.IsTensor
            ? $"{entry.Key}: {entry.Value.ElementDataType} [{string.Join(", ", entry.Value.Dimensions)}]"
            : $"{entry.Key}: {entry.Value.OnnxValueType}"));
}
