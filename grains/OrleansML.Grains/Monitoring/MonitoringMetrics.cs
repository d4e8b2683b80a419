using System.Diagnostics.Metrics;

namespace OrleansML.Grains.Monitoring;

/// <summary>What this silo measures of its watching. Labels are names and versions of models, and words of this file. Safe for concurrent use.</summary>
internal sealed class MonitoringMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "OrleansML.Monitoring";

    private readonly MonitoringRun _run;
    private readonly Meter _meter;
    private readonly Counter<long> _lost;
    private readonly Counter<long> _windowsLost;

    public MonitoringMetrics(IMeterFactory meters, MonitoringRun run)
    {
        _run = run;
        _meter = meters.Create(Name);
        _lost = _meter.CreateCounter<long>(
            "orleansml.monitoring.lost", "{prediction}", "Predictions that a silo which has ended did not bring into the log, counted by the silo that noticed.");
        _windowsLost = _meter.CreateCounter<long>(
            "orleansml.monitoring.windows_lost", "{prediction}", "Predictions that a silo which has ended did not bring into the windows of the monitor, counted by the silo that noticed.");
        _meter.CreateObservableCounter("orleansml.monitoring.predictions", Observe, "{prediction}", "Answered predictions, by what became of them on the way to the log and to the windows of the monitor.");
    }

    /// <summary>An ended silo lost predictions.</summary>
    public void Lost(string model, int version, long count) => _lost.Add(count, new("model", model), new("version", version));

    /// <summary>An ended silo did not count predictions into windows.</summary>
    public void WindowsLost(string model, int version, long count) => _windowsLost.Add(count, new("model", model), new("version", version));

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Observe()
    {
        foreach (var counter in _run.Counted)
        {
            yield return Of(counter.Taken, counter.Model, counter.Version, "taken");
            yield return Of(counter.Dropped, counter.Model, counter.Version, "dropped");
            yield return Of(counter.Flushed, counter.Model, counter.Version, "logged");
            yield return Of(counter.Windowed, counter.Model, counter.Version, "windowed");
        }
    }

    private static Measurement<long> Of(long value, string model, int version, string outcome) =>
        new(value, new KeyValuePair<string, object?>("model", model), new("version", version), new("outcome", outcome));
}
