namespace Orleans.Serialization.Cloning;

/// <summary>Copies values of one type.</summary>
public interface IDeepCopier<T> : IDeepCopier
{
    /// <summary>Returns a deep copy of a value.</summary>
    T DeepCopy(T input, CopyContext context);

    object? IDeepCopier.DeepCopy(object? input, CopyContext context) => input is null ? null : DeepCopy((T)input, context);
}
