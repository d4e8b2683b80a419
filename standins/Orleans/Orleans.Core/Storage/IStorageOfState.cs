namespace Orleans.Core;

/// <summary>A stored object of a grain, typed.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>The object in memory.</summary>
    TState State { get; set; }
}
