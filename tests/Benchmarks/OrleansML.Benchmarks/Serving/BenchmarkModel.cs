using System.Text.Json;
using OrleansML.Learning.Mlp;
using OrleansML.Tensors;

namespace OrleansML.Benchmarks.Serving;

/// <summary>A model to serve and one row for it.</summary>
internal sealed class BenchmarkModel
{
    public const string InputName = "features";

    private BenchmarkModel(string name, int[] widths)
    {
        Name = name;
        var random = new Random(widths[0]);
        Row = [.. Enumerable.Range(0, widths[0]).Select(_ => MathF.Round(random.NextSingle(), 4))];
        Onnx = MlpModel.Random(widths, seed: 1).ToOnnx();
        Input = Tensor.Create(InputName, Row, 1, Row.Length);
    }

    /// <summary>Tiny: the cost of everything around the model shows.</summary>
    public static BenchmarkModel Mlp30 { get; } = new("mlp30", [30, 64, 32, 1]);

    /// <summary>Large enough that batching pays.</summary>
    public static BenchmarkModel Mlp512 { get; } = new("mlp512", [512, 512, 512, 10]);

    public string Name { get; }

    public float[] Row { get; }

    public byte[] Onnx { get; }

    public Tensor Input { get; }

    public byte[] ProtocolJson() => JsonSerializer.SerializeToUtf8Bytes(new
    {
        inputs = new[] { new { name = InputName, shape = new[] { 1, Row.Length }, datatype = "FP32", data = Row } },
    });

    public byte[] PeerJson() => JsonSerializer.SerializeToUtf8Bytes(new { features = Row });
}
