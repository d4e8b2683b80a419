namespace Orleans.Runtime;

/// <summary>Makes the stored objects of a grain.</summary>
public interface IPersistentStateFactory
{
    /// <summary>Makes a stored object of an activation, to be read before it is active.</summary>
    IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config);
}
