namespace Orleans.Serialization.Cloning;

/// <summary>Copies values of a type known at run time.</summary>
public interface IDeepCopier
{
    /// <summary>Returns a deep copy of a value.</summary>
    object? DeepCopy(object? input, CopyContext context);
}
