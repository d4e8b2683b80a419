using OrleansML.Pipelines;

namespace OrleansML.GatewayTests.Testing;

internal sealed class FakePipelineCatalogGrain : Grain, IPipelineCatalogGrain
{
    public Task Add(string pipeline) => Task.CompletedTask;

    public Task Remove(string pipeline) => Task.CompletedTask;

    // One that is being removed is among them.
    public Task<string[]> List() => Task.FromResult<string[]>([FakePipelineGrain.Bare, FakePipelineGrain.Nightly, FakePipelineGrain.Nobody]);
}
