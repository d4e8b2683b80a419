namespace Orleans.Concurrency;

/// <summary>Lets requests interleave for which a static predicate of the grain class answers true.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayInterleaveAttribute(string callbackMethodName) : Attribute, IGrainPropertiesProviderAttribute
{
    internal string CallbackMethodName { get; } = callbackMethodName;

    /// <inheritdoc/>
    public void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
        => properties[WellKnownGrainTypeProperties.MayInterleavePredicate] = CallbackMethodName;
}
