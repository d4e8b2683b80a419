using OrleansML.Features;
using OrleansML.Grains.Registry;

namespace OrleansML.Grains.Features;

/// <summary>The names of all views.</summary>
internal sealed class FeatureCatalogGrain(
    [PersistentState("feature-catalog")] IPersistentState<FeatureCatalogState> state) : Grain, IFeatureCatalogGrain
{
    public Task Add(string view) =>
        DurableCatalog.AddAsync(state, static stored => stored.Views, static names => new FeatureCatalogState { Views = names }, view, "Feature view");

    public Task<string[]> List() => Task.FromResult(state.State.Views);
}
