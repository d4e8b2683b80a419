using Microsoft.Extensions.Logging;
using OrleansML.Monitoring;
using OrleansML.Registry;

namespace OrleansML.Grains.Monitoring;

/// <summary>Finds out what has to be known to count the requests of a model. Safe for concurrent use.</summary>
internal sealed partial class CountedSource(IGrainFactory grains, TrainingProfiles profiles, ILogger<CountedSource> logger)
{
    private readonly KnownFailures _failures = new();

    /// <summary>Asks for it.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="watch">What to count, where that is known.</param>
    /// <param name="versions">The versions.</param>
    /// <returns>Null: it cannot be said now, which is logged once.</returns>
    public async Task<CountedKnowledge?> LearnAsync(string model, MonitorWatch? watch, int[] versions)
    {
        try
        {
            watch ??= await grains.GetGrain<IModelMonitorGrain>(model).GetWatch();
            var snapshot = await grains.GetGrain<IModelRegistryGrain>(model).GetSnapshot();
            var shapes = new Dictionary<int, CountedShapes>();
            foreach (var version in versions)
                shapes.Add(version, new CountedShapes(snapshot.Find(version)?.Description, await profiles.OfAsync(model, version)));
            _failures.End(model);
            return new CountedKnowledge(watch, shapes);
        }
        catch (Exception exception)
        {
            if (_failures.IsNew(model, exception.Message))
                LogNotKnown(model, exception.Message);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Requests of model '{Model}' wait to be counted, because it is not known how: {Reason}")]
    private partial void LogNotKnown(string model, string reason);
}
