using System.Globalization;

namespace Orleans.Placement;

/// <summary>Activations of this class are not moved by the runtime; they can still move themselves.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class ImmovableAttribute(ImmovableKind kind = ImmovableKind.Any) : Attribute, IGrainPropertiesProviderAttribute
{
    public ImmovableKind Kind { get; } = kind;

    public void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
        => properties[WellKnownGrainTypeProperties.Immovable] = ((byte)Kind).ToString(CultureInfo.InvariantCulture);
}
