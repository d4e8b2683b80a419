using Orleans.Concurrency;

namespace OrleansML.Features;

/// <summary>Reaches the features that live on one silo, many entities with one call. Key: the silo's address with generation.</summary>
[Alias("OrleansML.IFeatureSiloGrain")]
public interface IFeatureSiloGrain : IGrainWithStringKey
{
    /// <summary>Reads entities; see <see cref="IFeatureGrain.Read"/>.</summary>
    [Alias("Read"), AlwaysInterleave]
    Task<FeatureVector[]> Read(string view, FeatureSelection selection, EntityRequest[] entities);

    /// <summary>Takes in events of entities; see <see cref="IFeatureGrain.Ingest"/>.</summary>
    /// <returns>The outcomes of each entity's events.</returns>
    [Alias("Ingest"), AlwaysInterleave]
    Task<FeatureEventOutcome[][]> Ingest(string view, int revision, EntityEvents[] entities);

    /// <summary>Tells that a view has a new definition; comes back when readers of this silo see it.</summary>
    [Alias("Refresh"), AlwaysInterleave]
    Task Refresh(string view, int revision);
}
