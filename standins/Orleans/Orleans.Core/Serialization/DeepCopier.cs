using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace Orleans.Serialization;

/// <summary>Makes deep copies of values of any serializable type.</summary>
public sealed class DeepCopier(CodecProvider codecProvider, CopyContextPool contextPool)
{
    public DeepCopier<T> GetCopier<T>() => new(new DeepCopierAdapter<T>(codecProvider), contextPool);

    public T Copy<T>(T value)
    {
        using var context = contextPool.GetContext();
        return context.DeepCopy(value)!;
    }
}
