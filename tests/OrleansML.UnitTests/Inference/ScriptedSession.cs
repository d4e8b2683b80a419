using OrleansML.Inference;
using OrleansML.Tensors;

namespace OrleansML.UnitTests.Inference;

/// <summary>An engine that computes what the test says.</summary>
internal sealed class ScriptedSession(TensorMetadata[] inputs, ModelOutput[] outputs, Func<Tensor[], Tensor?[]> compute) : IModelSession
{
    private readonly List<Tensor[]> _runs = [];

    public IReadOnlyList<TensorMetadata> Inputs { get; } = inputs;

    public IReadOnlyList<ModelOutput> Outputs { get; } = outputs;

    public bool IsDisposed { get; private set; }

    /// <summary>Shapes of the first input of every run so far.</summary>
    public long[][] RunShapes
    {
        get
        {
            lock (_runs)
                return [.. _runs.Select(run => run[0].Shape)];
        }
    }

    /// <summary>One float input "x" and one output "y" of the same shape, computed element by element.</summary>
    public static ScriptedSession ElementWise(Func<float, float> compute, params long[] shape) => new(
        [new TensorMetadata { Name = "x", Type = TensorType.Float32, Shape = shape }],
        [new ModelOutput(new TensorMetadata { Name = "y", Type = TensorType.Float32, Shape = shape }, PerRow: true)],
        given => [Tensor.Create("y", given[0].AsSpan<float>().ToArray().Select(compute).ToArray(), given[0].Shape)]);

    public Tensor?[] Run(ReadOnlySpan<Tensor> inputs, bool[]? wanted)
    {
        var given = inputs.ToArray();
        lock (_runs)
            _runs.Add(given);
        return compute(given);
    }

    public void Dispose() => IsDisposed = true;
}
