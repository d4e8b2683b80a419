namespace Orleans.Runtime.Management;

/// <summary>An activation on its way to another silo.</summary>
[GenerateSerializer]
[Alias("Orleans.Runtime.Management.MigratingGrain")]
[Immutable]
internal sealed class MigratingGrain
{
    /// <summary>Gets or sets the activation that moves.</summary>
    [Id(0)]
    public GrainAddress Previous { get; set; } = null!;

    /// <summary>Gets or sets its state: serialized values by key.</summary>
    [Id(1)]
    public Dictionary<string, byte[]> Values { get; set; } = [];
}
