namespace Orleans.GrainDirectory;

/// <summary>Names the directory in which activations of a grain class are registered.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainDirectoryAttribute(string grainDirectoryName) : Attribute, IGrainPropertiesProviderAttribute
{
    public const string DEFAULT_GRAIN_DIRECTORY = "default";

    public GrainDirectoryAttribute()
        : this(DEFAULT_GRAIN_DIRECTORY)
    {
    }

    public string GrainDirectoryName { get; set; } = grainDirectoryName;

    public void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
        => properties[WellKnownGrainTypeProperties.GrainDirectory] = GrainDirectoryName ?? DEFAULT_GRAIN_DIRECTORY;
}
