using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A stored object that the runtime reads before activation and hands to the grain's constructor.</summary>
public interface IPersistentState<TState> : IStorage<TState>
{
}
