namespace Orleans.Runtime.Directory;

/// <summary>
/// The part of the grain directory that one silo keeps, as other silos see it. Every question carries the version of the membership by
/// which the asking silo chose whom to ask: the asked silo catches up with it before it answers.
/// </summary>
[Alias("Orleans.Runtime.Directory.IRemoteDirectory")]
internal interface IRemoteDirectory : ISystemTarget
{
    /// <summary>Registers an activation, in place of one that has ended if that is given; answers which is registered now.</summary>
    [Alias("Register")]
    ValueTask<DirectoryAnswer> Register(GrainAddress address, GrainAddress? previous, MembershipVersion version);

    /// <summary>Removes an activation.</summary>
    [Alias("Unregister")]
    ValueTask<DirectoryAnswer> Unregister(GrainAddress address, MembershipVersion version);

    /// <summary>Finds the activation of a grain.</summary>
    [Alias("Lookup")]
    ValueTask<DirectoryAnswer> Lookup(GrainId grainId, MembershipVersion version);

    /// <summary>Returns the activations of this silo whose entries come to the asking silo when the ring changes as given.</summary>
    [Alias("GetActivations")]
    ValueTask<List<GrainAddress>> GetActivations(SiloAddress owner, List<SiloAddress> before, List<SiloAddress> after, MembershipVersion version);

    /// <summary>Ends those activations of this silo whose grains have another registered activation.</summary>
    [Alias("EndDuplicates")]
    ValueTask EndDuplicates(List<GrainAddress> registered);
}
