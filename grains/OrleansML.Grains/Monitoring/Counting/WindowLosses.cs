using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansML.Data.Monitoring;
using OrleansML.Grains.Cluster;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Tells the monitors of models what silos that have ended did not bring into windows. Whether the last part arrived, its window knows.</summary>
internal sealed partial class WindowLosses(
    IGrainFactory grains,
    MonitoringRun run,
    MonitoringMetrics metrics,
    ISiloStatusOracle membership,
    TimeProvider time,
    IOptions<MonitoringOptions> options,
    ILogger<WindowLosses> logger) : WakeRounds(TimeSpan.FromSeconds(5), membership, time, logger)
{
    private readonly UncountedPredictions _uncounted = new(run.Root);

    protected override Task<string[]> ListAsync() => Task.FromResult(options.Value.Enabled ? _uncounted.Runs() : []);

    protected override Task WakeAsync(string name) => _uncounted.TellAsync(name, async uncounted =>
    {
        var told = new List<(string Model, MonitorLoss Loss)>();
        foreach (var model in uncounted.GroupBy(static version => version.Model))
        {
            var lost = new List<MonitorLoss>();
            foreach (var version in model)
            {
                if (await LossOfAsync(name, version) is { } loss)
                    lost.Add(loss);
            }

            if (lost.Count == 0)
                continue;
            await grains.GetGrain<IModelMonitorGrain>(model.Key).Report(
                new MonitorProgress { Source = name, CompleteUntil = lost.Min(static loss => loss.Since), Windows = [], Lost = [.. lost], IsLast = true });
            told.AddRange(lost.Select(loss => (model.Key, loss)));
        }

        // Only now: what failed before is told again from the beginning.
        foreach (var (model, loss) in told)
        {
            metrics.WindowsLost(model, loss.Version, loss.Lost + loss.Dropped);
            LogLost(loss.Lost, model, loss.Version, loss.Since, loss.Dropped);
        }
    });

    private async Task<MonitorLoss?> LossOfAsync(string source, UncountedOfVersion version)
    {
        var missing = version.Missing;
        if (version.Part is { } part)
        {
            var key = new MonitorKey(version.Model, version.Version, part.Start, part.Length, Learning.Monitoring.MonitorSegments.Whole);
            if (await grains.GetGrain<IMonitorGrain>(key.ToString()).Has(source, part.Number))
                missing -= part.Predictions;
        }

        return missing <= 0 && version.Dropped == 0
            ? null
            : new MonitorLoss { Source = source, Version = version.Version, Lost = Math.Max(0, missing), Dropped = version.Dropped, Since = version.Since };
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A silo that has ended lost {Count} predictions of model '{Model}' version {Version} for the windows of its monitor, none from before {Since}; {Dropped} more were dropped.")]
    private partial void LogLost(long count, string model, int version, DateTimeOffset since, long dropped);
}
