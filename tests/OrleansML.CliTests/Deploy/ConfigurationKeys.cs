using System.ComponentModel;
using System.Reflection;
using OrleansML.Client;
using OrleansML.Gateway;
using OrleansML.Silo;
using OrleansML.Silo.Health;
using OrleansML.Silo.Processes;

namespace OrleansML.CliTests.Deploy;

/// <summary>Tells whether a configuration key reaches an option, which configuration itself never reports.</summary>
internal static class ConfigurationKeys
{
    private static readonly (string Section, Type Options)[] Sections =
    [
        (SiloOptions.Section, typeof(SiloOptions)),
        (ClusterConnectionOptions.Section, typeof(ClusterConnectionOptions)),
        (HealthServerOptions.Section, typeof(HealthServerOptions)),
        (HealthOptions.Section, typeof(HealthOptions)),
        (ProcessOptions.Section, typeof(ProcessOptions)),
        (GatewayOptions.Section, typeof(GatewayOptions)),
        (OrleansMLClientOptions.Section, typeof(OrleansMLClientOptions)),
    ];

    /// <summary>Whether an option has that key, and the value is of its type.</summary>
    public static bool Binds(string key, string value) => Sections.Any(section =>
        key.StartsWith($"{section.Section}:", StringComparison.OrdinalIgnoreCase)
        && Binds(section.Options, key[(section.Section.Length + 1)..].Split(':'), value));

    private static bool Binds(Type type, string[] path, string value)
    {
        foreach (var name in path)
        {
            if (type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is not { } property)
                return false;
            type = property.PropertyType;
        }

        return TypeDescriptor.GetConverter(Nullable.GetUnderlyingType(type) ?? type).IsValid(value);
    }
}
