using Orleans.Serialization.Cloning;

namespace Orleans.Serialization;

/// <summary>Makes deep copies of values of one type.</summary>
public sealed class DeepCopier<T>(IDeepCopier<T> copier, CopyContextPool contextPool)
{
    /// <summary>Returns a deep copy; what is immutable is shared.</summary>
    public T Copy(T value)
    {
        using var context = contextPool.GetContext();
        return copier.DeepCopy(value, context);
    }
}
