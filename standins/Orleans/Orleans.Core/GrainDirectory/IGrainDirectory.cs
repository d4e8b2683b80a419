namespace Orleans.GrainDirectory;

/// <summary>Knows where the activations of grains are.</summary>
public interface IGrainDirectory
{
    /// <summary>Registers an activation unless the grain has one, and returns the one that is registered now.</summary>
    Task<GrainAddress?> Register(GrainAddress address);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task<GrainAddress?> Register(GrainAddress address, CancellationToken cancellationToken) => Register(address);

    /// <summary>
    /// Registers an activation in place of a previous one; a provider that cannot do so throws <see cref="NotSupportedException"/>.
    /// </summary>
    Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress)
        => previousAddress is null
            ? Register(address)
            : throw new NotSupportedException($"{GetType()} cannot replace the registration {previousAddress} by {address}.");

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress, CancellationToken cancellationToken)
        => Register(address, previousAddress);

    /// <summary>Removes an activation if it is the one that is registered.</summary>
    Task Unregister(GrainAddress address);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task Unregister(GrainAddress address, CancellationToken cancellationToken) => Unregister(address);

    /// <summary>Returns the activation that is registered for a grain, or null.</summary>
    Task<GrainAddress?> Lookup(GrainId grainId);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task<GrainAddress?> Lookup(GrainId grainId, CancellationToken cancellationToken) => Lookup(grainId);

    /// <summary>Removes all activations on the given silos.</summary>
    Task UnregisterSilos(List<SiloAddress> siloAddresses);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task UnregisterSilos(List<SiloAddress> siloAddresses, CancellationToken cancellationToken) => UnregisterSilos(siloAddresses);
}
