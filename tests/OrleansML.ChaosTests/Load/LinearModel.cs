using System.Globalization;
using OrleansML.Learning.Onnx;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.ChaosTests.Load;

/// <summary>
/// A linear model whose answer anybody can compute: y = 1·x0 + 2·x1 + 3·x2 + 4·x3 + 1000·version. Inputs are whole numbers from 0 to 9, so
/// every step is exact in single precision, and the thousands of an answer say which version computed it.
/// </summary>
internal static class LinearModel
{
    public const string Input = "x";
    public const string Output = "y";
    public const int Features = 4;

    /// <summary>From which x0 on a failing version fails: that of two rows of ten.</summary>
    public const int TableSize = 8;

    private const float VersionStep = 1000;

    private static readonly float[] Weights = [1, 2, 3, 4];

    /// <summary>The model file of a version.</summary>
    public static byte[] ToOnnx(int version) => new OnnxGraphBuilder("linear")
        .Input(Input, DataType.Float, "N", Features)
        .Initializer<float>("weights", Weights, Features, 1)
        .Initializer<float>("offset", [VersionStep * version], 1)
        .Node("MatMul", [Input, "weights"], ["product"])
        .Node("Add", ["product", "offset"], [Output])
        .Output(Output, DataType.Float, "N", 1)
        .ToBytes();

    /// <summary>The model file of a version that looks x0 up in a table of <see cref="TableSize"/> zeros, and fails where that is behind its end.</summary>
    public static byte[] ToFailingOnnx(int version) => new OnnxGraphBuilder("linear")
        .Input(Input, DataType.Float, "N", Features)
        .Initializer<float>("weights", Weights, Features, 1)
        .Initializer<float>("offset", [VersionStep * version], 1)
        .Initializer<float>("table", new float[TableSize], TableSize)
        .Initializer<long>("first", [0], 1)
        .Node("Gather", [Input, "first"], ["x0"], OnnxAttribute.Integer("axis", 1))
        .Node("Cast", ["x0"], ["index"], OnnxAttribute.ElementType("to", DataType.Int64))
        .Node("Gather", ["table", "index"], ["zero"])
        .Node("MatMul", [Input, "weights"], ["product"])
        .Node("Add", ["product", "zero"], ["same"])
        .Node("Add", ["same", "offset"], [Output])
        .Output(Output, DataType.Float, "N", 1)
        .ToBytes();

    /// <summary>A manifest that asks for replicas.</summary>
    public static string Manifest(int replicas) => string.Create(CultureInfo.InvariantCulture, $"replicas: {replicas}\n");

    /// <summary>The row of a request; all rows are met in turn.</summary>
    public static float[] Row(long request) => [request % 10, request / 10 % 10, request / 100 % 10, request / 1000 % 10];

    /// <summary>What is wrong with an answer; null where it is right.</summary>
    /// <param name="request">Number of the request.</param>
    /// <param name="asked">Version asked for; null for the champion.</param>
    /// <param name="answered">Version that the answer says it is from.</param>
    /// <param name="value">The answer.</param>
    public static string? FindFault(long request, int? asked, int answered, float value)
    {
        var row = Row(request);
        var expected = (VersionStep * answered) + row[0] + (2 * row[1]) + (3 * row[2]) + (4 * row[3]);
        if (value != expected)
            return string.Create(CultureInfo.InvariantCulture, $"version {answered} answered {value} to [{string.Join(',', row)}] instead of {expected}");

        return asked is { } version && version != answered ? $"version {version} was asked and {answered} answered" : null;
    }
}
