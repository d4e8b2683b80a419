namespace Orleans.Serialization.Activators;

/// <summary>Creates empty instances of a type.</summary>
public interface IActivator<T>
{
    /// <summary>Creates an instance.</summary>
    T Create();
}
