using Orleans.Storage;

namespace Orleans.Configuration;

/// <summary>Settings of grain storage in memory.</summary>
public class MemoryGrainStorageOptions : IStorageProviderSerializerOptions
{
    /// <summary>The default of <see cref="InitStage"/>.</summary>
    public const int DEFAULT_INIT_STAGE = ServiceLifecycleStage.ApplicationServices;

    /// <summary>The default of <see cref="NumStorageGrains"/>.</summary>
    public const int NumStorageGrainsDefaultValue = 10;

    /// <summary>Gets or sets over how many storage grains the state is spread; 10 by default, at least 1.</summary>
    public int NumStorageGrains { get; set; } = NumStorageGrainsDefaultValue;

    /// <summary>Gets or sets the stage of the silo lifecycle at which the provider starts.</summary>
    public int InitStage { get; set; } = DEFAULT_INIT_STAGE;

    /// <summary>Gets or sets the serializer of grain state; the default serializer where none is set.</summary>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;
}
