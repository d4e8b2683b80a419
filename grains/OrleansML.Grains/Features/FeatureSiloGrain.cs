using Orleans.Concurrency;
using Orleans.Placement;
using OrleansML.Features;
using OrleansML.Grains.Placement;

namespace OrleansML.Grains.Features;

/// <summary>Hands calls for many entities to those that live on its silo.</summary>
[Reentrant, SiloPlacement, Immovable, CollectionAgeLimit(Days = 1)]
internal sealed class FeatureSiloGrain(FeatureReader reader, FeatureViews views) : Grain, IFeatureSiloGrain, IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) => FeatureAccess.Invoke(context);

    public Task<FeatureVector[]> Read(string view, FeatureSelection selection, EntityRequest[] entities) => reader.ReadHereAsync(view, selection, entities);

    public Task<FeatureEventOutcome[][]> Ingest(string view, int revision, EntityEvents[] entities) => reader.IngestHereAsync(view, revision, entities);

    public async Task Refresh(string view, int revision) => await views.GetAsync(view, revision);
}
