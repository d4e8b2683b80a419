using OrleansML.Grains.Registry;
using OrleansML.Pipelines;

namespace OrleansML.Grains.Pipelines;

/// <summary>The names of all pipelines.</summary>
internal sealed class PipelineCatalogGrain([PersistentState("pipeline-catalog")] IPersistentState<PipelineCatalogState> state) : Grain, IPipelineCatalogGrain
{
    public Task Add(string pipeline) => DurableCatalog.AddAsync(
        state, static stored => stored.Pipelines, static names => new PipelineCatalogState { Pipelines = names }, pipeline, "Pipeline");

    public Task Remove(string pipeline) => DurableCatalog.ChangeAsync(
        state,
        stored => stored.Pipelines.Contains(pipeline) ? new PipelineCatalogState { Pipelines = [.. stored.Pipelines.Where(name => name != pipeline)] } : stored,
        $"Pipeline '{pipeline}'");

    public Task<string[]> List() => Task.FromResult(state.State.Pipelines);
}
