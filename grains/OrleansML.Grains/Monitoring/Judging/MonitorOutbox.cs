using OrleansML.Learning.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Tells and does what incidents call for, off the turns of grains. Safe for concurrent use.</summary>
internal sealed class MonitorOutbox
{
    private readonly Dictionary<string, IDeedRunner> _runners;

    public MonitorOutbox(IEnumerable<IDeedRunner> runners) => _runners = runners.ToDictionary(static runner => runner.Kind, StringComparer.Ordinal);

    /// <summary>Tries something once.</summary>
    public Task<DeedResult> DoAsync(MonitorDefinition definition, MonitorDeed deed) => Task.Run(async () =>
    {
        if (!_runners.TryGetValue(deed.Kind, out var runner))
            return DeedResult.Failed($"This build does not know how to do '{deed.Kind}'.");
        try
        {
            return await runner.DoAsync(definition, deed);
        }
        catch (Exception exception)
        {
            // Whatever it is, it is tried again, and says so.
            return DeedResult.Failed(exception.Message);
        }
    });
}
