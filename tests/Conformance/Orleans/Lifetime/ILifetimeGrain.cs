namespace OrleansML.Conformance.Lifetime;

public interface ILifetimeGrain : IGrainWithStringKey
{
    /// <summary>Tells one activation of the grain from the next.</summary>
    Task<Guid> GetActivation();

    Task<SiloAddress> GetSilo();

    Task<string[]> GetJournal();

    Task Deactivate();

    /// <summary>Asks for deactivation, then waits at the gate with the grain's key.</summary>
    Task<Guid> DeactivateAndPassGate();

    [AlwaysInterleave]
    Task Ping();
}

/// <summary>Lives as <see cref="ILifetimeGrain"/> does but is never collected.</summary>
public interface IKeptAliveGrain : ILifetimeGrain;

/// <summary>Lives as <see cref="ILifetimeGrain"/> does but may be idle for ten minutes.</summary>
public interface ILongAgedGrain : ILifetimeGrain;

/// <summary>Lives as <see cref="ILifetimeGrain"/> does, with an age limit that says "always active".</summary>
public interface IAlwaysActiveGrain : ILifetimeGrain;
