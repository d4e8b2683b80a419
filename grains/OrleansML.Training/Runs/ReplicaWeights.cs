using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using OrleansML.Training.Onnx;
using OrleansML.Training.Onnx.Types;
using TorchSharp.Modules;

namespace OrleansML.Training.Runs;

/// <summary>
/// The weights, gradients and running statistics of a graph as plain numbers in the graph's order. All gradients lie in one block, of which the
/// gradient of each weight is a part, so that they are cleared, read and written at once. All weights are held once more as one parameter, so that an
/// optimizer calls its operators once and not for each weight.
/// </summary>
internal sealed class ReplicaWeights : IDisposable
{
    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly IReadOnlyList<Tensor> _statistics;
    private readonly Tensor _gradients;
    private readonly float[] _statisticsBefore;

    private ReplicaWeights(TorchGraph graph)
    {
        _parameters = [.. graph.Parameters.Select(entry => entry.Parameter)];
        _statistics = [.. graph.Buffers.Select(entry => entry.Value)];
        GradientLength = checked((int)_parameters.Sum(parameter => parameter.numel()));
        _statisticsBefore = new float[checked((int)_statistics.Sum(value => value.numel()))];
        using var scope = torch.NewDisposeScope();
        _gradients = torch.zeros(GradientLength).DetachFromDisposeScope();
        var offset = 0L;
        foreach (var parameter in _parameters)
        {
            parameter.grad = _gradients.narrow(0, offset, parameter.numel()).view(parameter.shape);
            offset += parameter.numel();
        }

        Joined = new Parameter(torch.zeros(GradientLength).DetachFromDisposeScope()) { grad = _gradients };
        Join();
    }

    /// <summary>All weights with all gradients; what an optimizer makes of them reaches the graph with <see cref="Spread"/>.</summary>
    public Parameter Joined { get; }

    /// <summary>Numbers in all gradients; as many as in all weights.</summary>
    public int GradientLength { get; }

    /// <summary>Numbers in all running statistics.</summary>
    public int StatisticsLength => _statisticsBefore.Length;

    /// <summary>All gradients.</summary>
    public Span<float> Gradients => MemoryMarshal.Cast<byte, float>(_gradients.bytes);

    /// <summary>Takes the weights of a graph, which keeps owning them.</summary>
    /// <exception cref="OnnxTrainingException">A weight is not of 32-bit floats, or there are too many; names every one.</exception>
    public static ReplicaWeights Of(TorchGraph graph)
    {
        var faults = graph.Parameters.Select(entry => (entry.Name, Value: (Tensor)entry.Parameter)).Concat(graph.Buffers)
            .Where(entry => entry.Value.dtype != ScalarType.Float32)
            .Select(entry => $"weight '{entry.Name}' is of {TorchTypes.NameOf(entry.Value.dtype)}; only FLOAT is trained: convert the model, or freeze it")
            .ToList();
        var numbers = graph.Parameters.Sum(entry => entry.Parameter.numel());
        if (numbers > int.MaxValue / sizeof(float))
            faults.Add($"the model has {numbers} numbers to train; {int.MaxValue / sizeof(float)} are allowed");
        return faults.Count == 0
            ? new ReplicaWeights(graph)
            : throw new OnnxTrainingException([.. faults.Select(fault => new OnnxTrainingProblem(null, null, null, fault))]);
    }

    /// <summary>Sets all gradients to 0.</summary>
    public void ClearGradients() => Gradients.Clear();

    /// <summary>Copies weights and running statistics out.</summary>
    /// <param name="numbers">Room for <see cref="GradientLength"/> and <see cref="StatisticsLength"/> numbers.</param>
    public void Read(Span<float> numbers)
    {
        foreach (var value in Values())
        {
            var elements = ElementsOf(value);
            elements.CopyTo(numbers);
            numbers = numbers[elements.Length..];
        }
    }

    /// <summary>Copies weights and running statistics in.</summary>
    /// <param name="numbers">As <see cref="Read"/> gives them.</param>
    public void Write(ReadOnlySpan<float> numbers)
    {
        foreach (var value in Values())
        {
            var elements = ElementsOf(value);
            numbers[..elements.Length].CopyTo(elements);
            numbers = numbers[elements.Length..];
        }

        Join();
    }

    /// <summary>Gives the graph the weights of <see cref="Joined"/>.</summary>
    public void Spread()
    {
        var joined = ElementsOf(Joined);
        foreach (var parameter in _parameters)
        {
            var elements = ElementsOf(parameter);
            joined[..elements.Length].CopyTo(elements);
            joined = joined[elements.Length..];
        }
    }

    /// <summary>Remembers the running statistics.</summary>
    public void KeepStatistics()
    {
        var kept = _statisticsBefore.AsSpan();
        foreach (var value in _statistics)
        {
            var elements = ElementsOf(value);
            elements.CopyTo(kept);
            kept = kept[elements.Length..];
        }
    }

    /// <summary>Writes how the running statistics have changed since they were remembered, multiplied by a share.</summary>
    public void ReadStatisticsChange(Span<float> change, float share)
    {
        var before = _statisticsBefore.AsSpan();
        foreach (var value in _statistics)
        {
            var elements = ElementsOf(value);
            TensorPrimitives.Subtract(elements, before[..elements.Length], change[..elements.Length]);
            TensorPrimitives.Multiply(change[..elements.Length], share, change[..elements.Length]);
            before = before[elements.Length..];
            change = change[elements.Length..];
        }
    }

    /// <summary>Sets the running statistics to those remembered.</summary>
    public void RestoreStatistics()
    {
        ReadOnlySpan<float> kept = _statisticsBefore;
        foreach (var value in _statistics)
        {
            var elements = ElementsOf(value);
            kept[..elements.Length].CopyTo(elements);
            kept = kept[elements.Length..];
        }
    }

    /// <summary>Adds to the running statistics.</summary>
    public void ChangeStatistics(ReadOnlySpan<float> change)
    {
        foreach (var value in _statistics)
        {
            var elements = ElementsOf(value);
            TensorPrimitives.Add(elements, change[..elements.Length], elements);
            change = change[elements.Length..];
        }
    }

    public void Dispose()
    {
        Joined.Dispose();
        _gradients.Dispose();
    }

    private static Span<float> ElementsOf(Tensor value) => value.numel() == 0 ? [] : MemoryMarshal.Cast<byte, float>(value.bytes);

    private void Join()
    {
        var joined = ElementsOf(Joined);
        foreach (var parameter in _parameters)
        {
            var elements = ElementsOf(parameter);
            elements.CopyTo(joined);
            joined = joined[elements.Length..];
        }
    }

    private IEnumerable<Tensor> Values() => _parameters.Concat(_statistics);
}
