namespace Orleans.Runtime;

/// <summary>A silo and its status.</summary>
[GenerateSerializer]
[Immutable]
public sealed class ClusterMember(SiloAddress siloAddress, SiloStatus status, string name) : IEquatable<ClusterMember>
{
    /// <summary>The address of the silo.</summary>
    [Id(0)]
    public SiloAddress SiloAddress { get; } = siloAddress ?? throw new ArgumentNullException(nameof(siloAddress));

    /// <summary>The status of the silo.</summary>
    [Id(1)]
    public SiloStatus Status { get; } = status;

    /// <summary>The name of the silo.</summary>
    [Id(2)]
    public string Name { get; } = name;

    /// <inheritdoc/>
    public bool Equals(ClusterMember? other)
        => other is not null && SiloAddress.Equals(other.SiloAddress) && Status == other.Status
            && string.Equals(Name, other.Name, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ClusterMember);

    /// <inheritdoc/>
    public override int GetHashCode() => SiloAddress.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"{SiloAddress}/{Name}/{Status}";
}
