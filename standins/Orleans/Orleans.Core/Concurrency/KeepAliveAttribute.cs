namespace Orleans;

/// <summary>Activations of this class are never collected for idleness.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public class KeepAliveAttribute : Attribute, IGrainPropertiesProviderAttribute
{
    /// <inheritdoc/>
    public void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
        => properties[WellKnownGrainTypeProperties.IdleDeactivationPeriod] =
            WellKnownGrainTypeProperties.IndefiniteIdleDeactivationPeriodValue;
}
