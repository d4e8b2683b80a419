using Microsoft.Extensions.Logging;
using OrleansML.Grains.Cluster;
using OrleansML.Grains.Monitoring;
using OrleansML.Grains.Registry;
using OrleansML.Scoring;

namespace OrleansML.Grains.Scoring;

/// <summary>
/// Wakes jobs that have not ended now and then, so that one whose coordinator was lost goes on elsewhere, and removes what those kept that ended without a
/// result, and can be resumed no more.
/// </summary>
internal sealed partial class ScoringJobs(
    IGrainFactory grains, ScoringFolders folders, ArtifactWriter artifacts, ISiloStatusOracle membership, TimeProvider time, ILogger<ScoringJobs> logger)
    : WakeRounds(TimeSpan.FromSeconds(5), membership, time, logger)
{
    private readonly KnownFailures _failures = new();

    private IScoringCatalogGrain Catalog => grains.GetGrain<IScoringCatalogGrain>(IScoringCatalogGrain.Key);

    protected override Task<string[]> ListAsync() => Catalog.List(activeOnly: true);

    protected override Task WakeAsync(string name) => Coordinator(name).Ensure();

    protected override async Task TidyAsync()
    {
        foreach (var job in await Catalog.ListKeptTooLong())
        {
            try
            {
                if (await Coordinator(job).GiveUp() is not { } input)
                    continue;

                await Task.Run(() => folders.Remove(job));
                if (input.Length > 0)
                    await artifacts.TryDeleteAsync(input);
                await Catalog.Keep(job, until: null);
                _failures.End(job);
                LogRemoved(job);
            }
            catch (Exception exception)
            {
                // Another silo may be faster; the next round has it again, and the other jobs have nothing to do with it.
                if (_failures.IsNew(job, exception.Message))
                    LogNotRemoved(job, exception.Message);
            }
        }
    }

    private IScoringCoordinatorGrain Coordinator(string job) => grains.GetGrain<IScoringCoordinatorGrain>(job);

    [LoggerMessage(Level = LogLevel.Information, Message = "What scoring job {Job} kept to go on is removed.")]
    private partial void LogRemoved(string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What scoring job {Job} kept to go on could not be removed this time: {Reason}")]
    private partial void LogNotRemoved(string job, string reason);
}
