namespace Orleans.Runtime.Membership;

/// <summary>The metadata that this silo was configured with.</summary>
internal sealed class LocalSiloMetadata
{
    /// <summary>Gets the metadata.</summary>
    public Dictionary<string, string> Values { get; } = [];
}
