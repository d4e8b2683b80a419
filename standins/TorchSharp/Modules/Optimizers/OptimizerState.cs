using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers of a parameter.</summary>
public abstract class OptimizerState
{
    /// <summary>The parameter.</summary>
    protected Parameter _parameter;

    /// <summary>Nothing remembered yet.</summary>
    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    /// <summary>Writes what is remembered, in TorchSharp's format.</summary>
    public abstract void SaveStateDict(BinaryWriter writer);

    /// <summary>Reads what is remembered, in TorchSharp's format.</summary>
    public abstract void LoadStateDict(BinaryReader reader);

    /// <summary>Copies what another remembers.</summary>
    public abstract void LoadStateDict(OptimizerState source);

    /// <summary>Starts anew.</summary>
    public abstract void Initialize(OptimizerOptions options);

    /// <summary>Whether another remembers nearly the same.</summary>
    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    /// <summary>Moves what is remembered to a device.</summary>
    public virtual void to(Device device)
    {
    }

    /// <summary>Writes a tensor that may be missing.</summary>
    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor? tensor)
    {
        writer.Write(tensor is not null);
        tensor?.Save(writer);
    }

    /// <summary>Reads a tensor that may be missing.</summary>
    protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor? result, Device device)
    {
        result?.Dispose();
        result = null;
        if (reader.ReadBoolean())
            result = TensorExtensionMethods.Load(reader).to(device, disposeAfter: true).DetachFromDisposeScope();
    }

    private protected static Tensor Zeros(Parameter parameter) => zeros_like(parameter).detach_().DetachFromDisposeScope();

    private protected static Tensor CopyFor(Parameter parameter, Tensor source) =>
        source.to(parameter.device, copy: true).DetachFromDisposeScope();

    private protected static void Replace(ref Tensor current, Tensor next)
    {
        if (ReferenceEquals(current, next))
            return;
        current?.Dispose();
        current = next.DetachFromDisposeScope();
    }
}
