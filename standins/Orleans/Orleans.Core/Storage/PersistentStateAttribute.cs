namespace Orleans.Runtime;

/// <summary>Asks for a stored object in a grain's constructor.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute(string stateName, string? storageName = null)
    : Attribute, IFacetMetadata, IPersistentStateConfiguration
{
    /// <inheritdoc/>
    public string StateName { get; } = stateName ?? throw new ArgumentNullException(nameof(stateName));

    /// <inheritdoc/>
    public string? StorageName { get; } = storageName;
}
