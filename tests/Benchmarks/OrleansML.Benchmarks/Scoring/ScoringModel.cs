using OrleansML.Learning.Mlp;
using OrleansML.Learning.Onnx;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Benchmarks.Scoring;

/// <summary>A model to score with: one input of floats, in some of them a category too, and of its outputs one element.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Onnx">The file.</param>
/// <param name="Input">The input of floats.</param>
/// <param name="Width">How many floats a row has.</param>
/// <param name="Output">The output that is wanted.</param>
/// <param name="Element">The element of it that is wanted.</param>
/// <param name="OutputWidth">How many elements it has.</param>
internal sealed record ScoringModel(string Name, byte[] Onnx, string Input, int Width, string Output, int Element = 0, int OutputWidth = 1)
{
    /// <summary>Name of the input and of the column that hold the category, in a model with one.</summary>
    public const string Category = "category";

    /// <summary>Categories that the model with an embedding knows: 0 to this, exclusively.</summary>
    public const int Categories = 100;

    private const int Seed = 1;
    private const int Features = 32;
    private const int EmbeddingWidth = 16;

    /// <summary>Two hidden layers of 512: computing is what counts.</summary>
    public static ScoringModel Mlp512 { get; } = new("mlp512", MlpModel.Random([Features, 512, 512, 1], Seed).ToOnnx(), "features", Features, "output");

    /// <summary>The same behind a manifest that says between what its inputs lie.</summary>
    public static ScoringModel Bounded { get; } = Mlp512 with { Name = "bounded", Manifest = "name: bounded\ninputs:\n  features: { minimum: -100, maximum: 100 }\n" };

    /// <summary>Looks a category up, which ONNX Runtime refuses where it is out of range.</summary>
    public static ScoringModel Embedding { get; } = new("embedding", BuildEmbedding(), "features", Features, "output") { HasCategory = true };

    /// <summary>Costs next to nothing: what is left is everything else.</summary>
    public static ScoringModel Trivial { get; } = new("trivial", MlpModel.Random([1, 1], Seed).ToOnnx(), "features", 1, "output");

    /// <summary>Small, for live predictions.</summary>
    public static ScoringModel Live { get; } = new("live", MlpModel.Random([30, 64, 32, 1], Seed).ToOnnx(), "features", 30, "output");

    /// <summary>What its manifest says; null for none.</summary>
    public string? Manifest { get; private init; }

    /// <summary>Whether it has a category as well.</summary>
    public bool HasCategory { get; private init; }

    /// <summary>The columns of floats.</summary>
    public IEnumerable<string> Columns => Enumerable.Range(0, Width).Select(static column => $"f{column}");

    /// <summary>Finds a model by its name.</summary>
    public static ScoringModel Of(string name) =>
        new[] { Mlp512, Bounded, Embedding, Trivial, Live }.FirstOrDefault(model => model.Name == name)
        ?? (name == GradientBoosted.Name ? GradientBoosted.Find() : null)
        ?? throw new ArgumentException($"There is no model '{name}'.", nameof(name));

    private static byte[] BuildEmbedding()
    {
        var random = new Random(Seed);
        var graph = new OnnxGraphBuilder("embedding").Input("features", DataType.Float, "N", Features).Input(Category, DataType.Int64, "N");
        Weights("table", Categories, EmbeddingWidth);
        graph.Node("Gather", ["table", Category], ["embedded"]).Node("Concat", ["features", "embedded"], ["joined"], OnnxAttribute.Integer("axis", 1));
        Weights("first", Features + EmbeddingWidth, 512);
        Weights("second", 512, 512);
        Weights("third", 512, 1);
        return graph.Node("MatMul", ["joined", "first"], ["sums_1"]).Node("Relu", ["sums_1"], ["hidden_1"])
            .Node("MatMul", ["hidden_1", "second"], ["sums_2"]).Node("Relu", ["sums_2"], ["hidden_2"])
            .Node("MatMul", ["hidden_2", "third"], ["output"]).Output("output", DataType.Float, "N", 1).ToBytes();

        void Weights(string name, int rows, int columns) =>
            graph.Initializer<float>(name, [.. Enumerable.Range(0, rows * columns).Select(_ => (random.NextSingle() - 0.5f) / MathF.Sqrt(rows))], rows, columns);
    }
}
