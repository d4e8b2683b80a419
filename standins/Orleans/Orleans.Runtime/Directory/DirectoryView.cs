namespace Orleans.Runtime.Directory;

/// <summary>Which silo keeps the entry of which grain, as of one version of the membership.</summary>
/// <param name="Version">The version of the membership.</param>
/// <param name="Ring">The active silos of that version.</param>
internal sealed record DirectoryView(MembershipVersion Version, ConsistentRing Ring)
{
    /// <summary>The view before the membership is known.</summary>
    public static readonly DirectoryView None = new(MembershipVersion.MinValue, new([]));

    /// <summary>Gets the silo that keeps the entry of a grain; the silo that asks while none is active.</summary>
    public SiloAddress GetOwner(GrainId grainId, SiloAddress local) => Ring.GetOwner(grainId) ?? local;
}
