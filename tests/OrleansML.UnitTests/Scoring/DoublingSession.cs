using OrleansML.Inference;
using OrleansML.Tensors;

namespace OrleansML.UnitTests.Scoring;

/// <summary>An engine that doubles numbers, and refuses a batch that holds a large one. Keeps the sizes of what it was given.</summary>
internal sealed class DoublingSession(float badFrom) : IModelSession
{
    public List<int> Batches { get; } = [];

    public IReadOnlyList<TensorMetadata> Inputs { get; } = [new TensorMetadata { Name = "x", Type = TensorType.Float32, Shape = [-1, 1] }];

    public IReadOnlyList<ModelOutput> Outputs { get; } = [new ModelOutput(new TensorMetadata { Name = "y", Type = TensorType.Float32, Shape = [-1, 1] }, PerRow: true)];

    public Tensor?[] Run(ReadOnlySpan<Tensor> inputs, bool[]? wanted)
    {
        var values = inputs[0].AsSpan<float>().ToArray();
        Batches.Add(values.Length);
        var bad = Array.Find(values, value => value >= badFrom);
        return bad == 0
            ? [Tensor.Create("y", Array.ConvertAll(values, static value => value * 2), values.Length, 1)]
            : throw new OrleansMLException(ErrorCode.InvalidRequest, $"The engine refuses {bad}.");
    }

    public void Dispose()
    {
    }
}
