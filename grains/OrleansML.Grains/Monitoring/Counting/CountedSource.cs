using System.Globalization;
using Microsoft.Extensions.Logging;
using OrleansML.Monitoring;
using OrleansML.Registry;

namespace OrleansML.Grains.Monitoring;

/// <summary>Finds out what has to be known to count the requests of a version. Safe for concurrent use.</summary>
internal sealed partial class CountedSource(IGrainFactory grains, TrainingProfiles profiles, ILogger<CountedSource> logger)
{
    private readonly KnownFailures _failures = new();

    /// <summary>Asks for it. What cannot be said now is logged once.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="watch">What to count, where that is known.</param>
    /// <param name="version">The version.</param>
    public async Task<CountedKnowledge> LearnAsync(string model, MonitorWatch? watch, int version)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"{model}/{version}");
        try
        {
            watch ??= await grains.GetGrain<IModelMonitorGrain>(model).GetWatch();
            var snapshot = await grains.GetGrain<IModelRegistryGrain>(model).GetSnapshot();
            var shapes = new CountedShapes(snapshot.Find(version)?.Description, await profiles.OfAsync(model, version));
            _failures.End(what);
            return new CountedKnowledge(watch, shapes);
        }
        catch (Exception exception)
        {
            if (_failures.IsNew(what, exception.Message))
                LogNotKnown(model, version, exception.Message);
            return new CountedKnowledge(watch, null, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Requests of model '{Model}' version {Version} wait to be counted, because it is not known how: {Reason}")]
    private partial void LogNotKnown(string model, int version, string reason);
}
