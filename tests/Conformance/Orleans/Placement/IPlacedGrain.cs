namespace OrleansML.Conformance.Placement;

/// <summary>A grain that tells where it is.</summary>
public interface IPlacedGrain : IGrainWithStringKey
{
    Task<SiloAddress> GetSilo();

    Task<Guid> GetActivation();

    Task Deactivate();

    /// <summary>Where <paramref name="other"/> is when this grain calls it.</summary>
    Task<SiloAddress> GetSiloOf(IPlacedGrain other);

    /// <summary>Throws with the grain's key as message.</summary>
    Task Throw();

    Task ThrowIn(IPlacedGrain other);

    /// <summary>Writes "started", waits until cancelled, then writes "cancelled".</summary>
    Task WaitUntilCancelled(CancellationToken cancellationToken);

    /// <summary>Writes "waiting", then waits until a test opens the gate.</summary>
    Task PassGate(string name);

    Task WaitIn(IPlacedGrain other, CancellationToken cancellationToken);
}

public interface IDefaultPlacedGrain : IPlacedGrain;

public interface IRandomPlacedGrain : IPlacedGrain;

public interface IPreferLocalPlacedGrain : IPlacedGrain;

public interface IHashPlacedGrain : IPlacedGrain;

public interface IStatelessPlacedGrain : IPlacedGrain;

public interface IImmovablePlacedGrain : IPlacedGrain;

/// <summary>Placed on silos whose pool is "gpu".</summary>
public interface IGpuPlacedGrain : IPlacedGrain;

/// <summary>Placed on silos whose pool is "tpu", of which there are none.</summary>
public interface INowherePlacedGrain : IPlacedGrain;

/// <summary>Placed on silos whose pool is the first part of the key.</summary>
public interface IPoolInKeyPlacedGrain : IPlacedGrain;

/// <summary>Placed on the silo whose name is the first part of the key, or where a placement hint says.</summary>
public interface INamedSiloPlacedGrain : IPlacedGrain;
