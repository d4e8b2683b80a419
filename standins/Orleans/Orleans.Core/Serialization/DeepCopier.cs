using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace Orleans.Serialization;

/// <summary>Makes deep copies of values of any serializable type.</summary>
public sealed class DeepCopier(CodecProvider codecProvider, CopyContextPool contextPool)
{
    /// <summary>Returns a copier of values of one type.</summary>
    public DeepCopier<T> GetCopier<T>() => new(new DeepCopierAdapter<T>(codecProvider), contextPool);

    /// <summary>Returns a deep copy; what is immutable is shared.</summary>
    public T Copy<T>(T value)
    {
        using var context = contextPool.GetContext();
        return context.DeepCopy(value)!;
    }
}
