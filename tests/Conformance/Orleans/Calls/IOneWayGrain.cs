namespace OrleansML.Conformance.Calls;

public interface IOneWayGrain : IGrainWithStringKey
{
    /// <summary>Waits at the gate with the grain's key, then writes "done".</summary>
    [OneWay]
    Task Fire();

    [OneWay]
    Task FireAndThrow();

    [OneWay]
    ValueTask FireValueTask();

    Task<string[]> GetJournal();

    Task FireAtAnother(IOneWayGrain other);
}
