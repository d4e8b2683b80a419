using OrleansML.Registry;

namespace OrleansML.GatewayTests.Testing;

internal sealed class FakeModelCatalogGrain : Grain, IModelCatalogGrain
{
    public Task Add(string model) => Task.CompletedTask;

    public Task<string[]> List() => Task.FromResult<string[]>([FakeModels.Crash, FakeModels.Echo]);
}
