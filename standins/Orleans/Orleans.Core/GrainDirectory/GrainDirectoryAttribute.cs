namespace Orleans.GrainDirectory;

/// <summary>Names the directory in which activations of a grain class are registered.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainDirectoryAttribute(string grainDirectoryName) : Attribute, IGrainPropertiesProviderAttribute
{
    /// <summary>The name of the directory that grain classes use unless they name another.</summary>
    public const string DEFAULT_GRAIN_DIRECTORY = "default";

    /// <summary>Names the default directory.</summary>
    public GrainDirectoryAttribute()
        : this(DEFAULT_GRAIN_DIRECTORY)
    {
    }

    /// <summary>The name of the directory.</summary>
    public string GrainDirectoryName { get; set; } = grainDirectoryName;

    /// <inheritdoc/>
    public void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
        => properties[WellKnownGrainTypeProperties.GrainDirectory] = GrainDirectoryName ?? DEFAULT_GRAIN_DIRECTORY;
}
