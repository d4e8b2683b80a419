namespace Orleans.Metadata;

/// <summary>Keys in the manifest of a grain interface.</summary>
public static class WellKnownGrainInterfaceProperties
{
    /// <summary>The version of the interface, a number.</summary>
    public const string Version = "version";

    /// <summary>The name of the interface in code.</summary>
    public const string TypeName = "type-name";

    /// <summary>The type of the grains that answer the interface where several could.</summary>
    public const string DefaultGrainType = "primary-grain-type";
}
