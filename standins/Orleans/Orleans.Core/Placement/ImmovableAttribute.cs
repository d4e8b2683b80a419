using System.Globalization;

namespace Orleans.Placement;

/// <summary>Activations of this class are not moved by the runtime; they can still move themselves.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class ImmovableAttribute(ImmovableKind kind = ImmovableKind.Any) : Attribute, IGrainPropertiesProviderAttribute
{
    /// <summary>Which movers must leave activations alone; by default all.</summary>
    public ImmovableKind Kind { get; } = kind;

    /// <inheritdoc/>
    public void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
        => properties[WellKnownGrainTypeProperties.Immovable] = ((byte)Kind).ToString(CultureInfo.InvariantCulture);
}
