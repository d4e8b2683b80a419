namespace Orleans.Metadata;

/// <summary>Keys in the manifest of a grain interface.</summary>
public static class WellKnownGrainInterfaceProperties
{
    public const string Version = "version";
    public const string TypeName = "type-name";
    public const string DefaultGrainType = "primary-grain-type";
}
