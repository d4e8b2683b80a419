namespace Orleans.Runtime;

/// <summary>Makes the stored objects of a grain.</summary>
public interface IPersistentStateFactory
{
    IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config);
}
