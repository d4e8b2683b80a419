using OrleansML.Scoring;

namespace OrleansML.GatewayTests.Testing;

internal sealed class FakeScoringCatalogGrain : Grain, IScoringCatalogGrain
{
    public Task Add(string job) => Task.CompletedTask;

    public Task NoteEnded(string job, bool hasEnded) => Task.CompletedTask;

    public Task Keep(string job, DateTimeOffset? until) => Task.CompletedTask;

    public Task<string[]> ListKeptTooLong() => Task.FromResult<string[]>([]);

    // One that was not stored yet is among them.
    public Task<string[]> List(bool activeOnly) => Task.FromResult<string[]>(
        [FakeScoringCoordinatorGrain.Ended, FakeScoringCoordinatorGrain.Planning, FakeScoringCoordinatorGrain.Nobody, FakeScoringCoordinatorGrain.Running]);
}
