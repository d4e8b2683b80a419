namespace Orleans.Serialization.Cloning;

/// <summary>Copies values of a type known at run time.</summary>
public interface IDeepCopier
{
    object? DeepCopy(object? input, CopyContext context);
}
