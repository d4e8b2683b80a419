using OrleansML.Features;

namespace OrleansML.Grains.Features;

/// <summary>Who holds what is known of an entity.</summary>
internal interface IEntityOwner
{
    /// <summary>What is known now.</summary>
    EntityFeatures Features { get; }

    /// <summary>Goes back to what is stored, and takes events in on top of that.</summary>
    Task Reload(IReadOnlyList<FeatureEventData> events);
}
