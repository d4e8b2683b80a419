namespace Orleans.Configuration;

/// <summary>Weights of placement by resource usage, each from 0 to 100.</summary>
public sealed class ResourceOptimizedPlacementOptions
{
    /// <summary>The default of <see cref="CpuUsageWeight"/>.</summary>
    public const int DEFAULT_CPU_USAGE_WEIGHT = 40;

    /// <summary>The default of <see cref="MemoryUsageWeight"/>.</summary>
    public const int DEFAULT_MEMORY_USAGE_WEIGHT = 20;

    /// <summary>The default of <see cref="AvailableMemoryWeight"/>.</summary>
    public const int DEFAULT_AVAILABLE_MEMORY_WEIGHT = 20;

    /// <summary>The default of <see cref="ActivationCountWeight"/>.</summary>
    public const int DEFAULT_ACTIVATION_COUNT_WEIGHT = 15;

    /// <summary>The default of <see cref="LocalSiloPreferenceMargin"/>.</summary>
    public const int DEFAULT_LOCAL_SILO_PREFERENCE_MARGIN = 5;

    /// <summary>Gets or sets the weight of CPU usage.</summary>
    public int CpuUsageWeight { get; set; } = DEFAULT_CPU_USAGE_WEIGHT;

    /// <summary>Gets or sets the weight of memory usage.</summary>
    public int MemoryUsageWeight { get; set; } = DEFAULT_MEMORY_USAGE_WEIGHT;

    /// <summary>Gets or sets the weight of available memory.</summary>
    public int AvailableMemoryWeight { get; set; } = DEFAULT_AVAILABLE_MEMORY_WEIGHT;

    /// <summary>Gets or sets the weight of the number of activations.</summary>
    public int ActivationCountWeight { get; set; } = DEFAULT_ACTIVATION_COUNT_WEIGHT;

    /// <summary>Gets or sets by how many percent points another silo must be better before it is chosen over the local one.</summary>
    public int LocalSiloPreferenceMargin { get; set; } = DEFAULT_LOCAL_SILO_PREFERENCE_MARGIN;
}
