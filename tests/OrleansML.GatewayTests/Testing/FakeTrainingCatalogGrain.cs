using OrleansML.Training;

namespace OrleansML.GatewayTests.Testing;

internal sealed class FakeTrainingCatalogGrain : Grain, ITrainingCatalogGrain
{
    public Task Add(string run) => Task.CompletedTask;

    public Task NoteEnded(string run, bool hasEnded) => Task.CompletedTask;

    public Task<bool> Hold(string run, string[] artifacts) => Task.FromResult(true);

    public Task Release(string run, string[] artifacts, DateTimeOffset at) => Task.CompletedTask;

    public Task<bool> Reclaim(string run, string[] artifacts) => Task.FromResult(true);

    public Task Sweep() => Task.CompletedTask;

    // One that was not stored yet is among them.
    public Task<string[]> List(bool activeOnly) =>
        Task.FromResult<string[]>([FakeTrainingCoordinatorGrain.Ended, FakeTrainingCoordinatorGrain.Nobody, FakeTrainingCoordinatorGrain.Running]);
}
