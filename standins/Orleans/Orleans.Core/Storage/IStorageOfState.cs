namespace Orleans.Core;

/// <summary>A stored object of a grain, typed.</summary>
public interface IStorage<TState> : IStorage
{
    TState State { get; set; }
}
