using OrleansML.Scoring;

namespace OrleansML.GatewayTests.Testing;

internal sealed class FakeScoringCatalogGrain : Grain, IScoringCatalogGrain
{
    public Task Add(string job) => Task.CompletedTask;

    public Task NoteEnded(string job, bool hasEnded) => Task.CompletedTask;

    // One that was not stored yet is among them.
    public Task<string[]> List(bool activeOnly) => Task.FromResult<string[]>(
        [FakeScoringCoordinatorGrain.Ended, FakeScoringCoordinatorGrain.Planning, FakeScoringCoordinatorGrain.Nobody, FakeScoringCoordinatorGrain.Running]);
}
