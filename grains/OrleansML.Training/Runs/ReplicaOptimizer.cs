using System.Text;
using OrleansML.Learning.Training;
using TorchSharp.Modules;

namespace OrleansML.Training.Runs;

/// <summary>The optimizer of a replica.</summary>
internal sealed class ReplicaOptimizer(OptimizerDefinition definition, Parameter weights) : IDisposable
{
    private const string Name = "weights";

    private readonly OptimizerHelper _optimizer = definition.Kind switch
    {
        OptimizerKind.Sgd => torch.optim.SGD(
            [(Name, weights)], definition.LearningRate, momentum: definition.Momentum, weight_decay: definition.WeightDecay),
        OptimizerKind.Adam => torch.optim.Adam([(Name, weights)], definition.LearningRate, weight_decay: definition.WeightDecay),
        _ => torch.optim.AdamW([(Name, weights)], definition.LearningRate, weight_decay: definition.WeightDecay),
    };

    /// <summary>Changes the weights by their gradients.</summary>
    public void Step(double learningRate)
    {
        foreach (var group in _optimizer.ParamGroups)
            group.LearningRate = learningRate;
        _optimizer.step();
    }

    /// <summary>What it remembers, in TorchSharp's format.</summary>
    public byte[] Save()
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
            _optimizer.save_state_dict(writer);
        return bytes.ToArray();
    }

    public void Restore(byte[] state)
    {
        using var reader = new BinaryReader(new MemoryStream(state, writable: false));
        _optimizer.load_state_dict(reader);
    }

    public void Dispose() => _optimizer.Dispose();
}
