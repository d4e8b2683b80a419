using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using OrleansML.Inference;

namespace OrleansML.Grains.Monitoring;

/// <summary>The versions that this silo watches. Safe for concurrent use.</summary>
internal sealed class MonitoredVersions(MonitorEvents events, MonitoringRun run, IOptions<MonitoringOptions> options)
{
    private readonly ConcurrentDictionary<ModelId, MonitoredVersion> _known = new();

    /// <summary>A version; null when nothing is watched.</summary>
    public async ValueTask<MonitoredVersion?> OfAsync(ModelSource source)
    {
        if (!options.Value.Enabled)
            return null;
        if (_known.TryGetValue(source.Id, out var known))
            return known;

        var counter = await run.CounterOfAsync(source.Id.Model, source.Id.Version);
        return _known.GetOrAdd(source.Id, new MonitoredVersion(events, counter, source.Description));
    }
}
