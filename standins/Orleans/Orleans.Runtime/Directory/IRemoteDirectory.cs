namespace Orleans.Runtime.Directory;

/// <summary>The part of the grain directory that one silo keeps, as other silos see it.</summary>
[Alias("Orleans.Runtime.Directory.IRemoteDirectory")]
internal interface IRemoteDirectory : ISystemTarget
{
    /// <summary>Registers an activation; returns the one that was registered first.</summary>
    [Alias("Register")]
    ValueTask<GrainAddress> Register(GrainAddress address);

    /// <summary>Registers activations whose entries another silo kept before; returns those that were registered first where they differ.</summary>
    [Alias("RegisterMany")]
    ValueTask<List<GrainAddress>> RegisterMany(List<GrainAddress> addresses);

    /// <summary>Removes an activation.</summary>
    [Alias("Unregister")]
    ValueTask Unregister(GrainAddress address);

    /// <summary>Finds the activation of a grain.</summary>
    [Alias("Lookup")]
    ValueTask<GrainAddress?> Lookup(GrainId grainId);

    /// <summary>Returns the activations of this silo whose entries belong to the asking silo once the ring consists of the given silos.</summary>
    [Alias("GetActivations")]
    ValueTask<List<GrainAddress>> GetActivations(SiloAddress owner, List<SiloAddress> ring);
}
