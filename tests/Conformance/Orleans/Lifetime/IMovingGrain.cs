namespace OrleansML.Conformance.Lifetime;

/// <summary>A grain that takes what it knows along when it moves.</summary>
public interface IMovingGrain : IGrainWithStringKey
{
    Task Remember(int inMemory, int unsaved);

    /// <summary>Returns what the grain remembers and the silo that it is in.</summary>
    Task<(int InMemory, int Unsaved, SiloAddress Silo)> Recall();

    Task Save();

    /// <summary>Waits at the gate with the key of the grain, then returns what is in memory.</summary>
    Task<int> PassGate();
}
