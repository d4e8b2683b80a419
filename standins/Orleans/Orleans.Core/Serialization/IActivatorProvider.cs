using Orleans.Serialization.Activators;

namespace Orleans.Serialization.Serializers;

/// <summary>Gives activators by type.</summary>
public interface IActivatorProvider
{
    /// <summary>The activator of a type.</summary>
    IActivator<T> GetActivator<T>();
}
