namespace OrleansML.Conformance.Lifetime;

public interface IBusyGrain : IGrainWithStringKey
{
    /// <summary>Waits at the gate with the grain's key.</summary>
    Task<Guid> PassGate();

    Task<Guid> GetActivation();

    /// <summary>Keeps this activation for the given time even when idle.</summary>
    Task Delay(TimeSpan time);
}
