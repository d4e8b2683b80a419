using System.Globalization;

namespace Orleans.CodeGeneration;

/// <summary>The version of a grain interface.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class VersionAttribute(ushort version) : Attribute, IGrainInterfacePropertiesProviderAttribute
{
    /// <summary>The number of the version.</summary>
    public ushort Version { get; } = version;

    void IGrainInterfacePropertiesProviderAttribute.Populate(IServiceProvider services, Type type, Dictionary<string, string> properties)
        => properties[WellKnownGrainInterfaceProperties.Version] = Version.ToString(CultureInfo.InvariantCulture);
}
