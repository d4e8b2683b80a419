namespace Orleans.Runtime.MembershipService.SiloMetadata;

/// <summary>The labels of all silos, known locally.</summary>
public interface ISiloMetadataCache
{
    /// <summary>Returns the labels of a silo, none if it is not known.</summary>
    SiloMetadata GetSiloMetadata(SiloAddress siloAddress);
}
