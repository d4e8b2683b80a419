using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OrleansML.Conformance.Telemetry;

/// <summary>A cluster that is listened to: every activity is recorded and every instrument of Orleans is measured.</summary>
public sealed class TelemetryFixture : IAsyncLifetime, IDisposable
{
    public const string SourceName = "OrleansML.Conformance";

    private readonly ConcurrentDictionary<string, double> _measured = new();
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;
    private TcpCluster? _cluster;

    public TelemetryFixture() => _activities = new()
    {
        ShouldListenTo = static source => source.Name == SourceName || source.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal),
        Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        ActivityStopped = Ended.Enqueue,
    };

    /// <summary>The activities that ended.</summary>
    public ConcurrentQueue<Activity> Ended { get; } = [];

    public ActivitySource Source { get; } = new(SourceName);

    public IClusterClient Client => _cluster!.Client;

    public IEnumerable<string> Instruments => _measured.Keys.Order();

    public double Measure(string instrument)
    {
        _meters.RecordObservableInstruments();
        return _measured.GetValueOrDefault(instrument);
    }

    public async Task InitializeAsync()
    {
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Microsoft.Orleans")
            {
                _measured.TryAdd(instrument.Name, 0);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<int>((instrument, value, _, _) => Add(instrument, value));
        _meters.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
        _meters.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
        _meters.Start();
        _cluster = await TcpCluster.StartAsync(
            static silo => silo.AddActivityPropagation().AddStorage().AddStorage("named"),
            static client => client.AddActivityPropagation());
    }

    public async Task DisposeAsync() => await _cluster!.DisposeAsync();

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
        Source.Dispose();
    }

    /// <summary>Keeps the largest value of an observed instrument and counts the measurements of any other.</summary>
    private void Add(Instrument instrument, double value) =>
        _measured.AddOrUpdate(instrument.Name, value, (_, before) => instrument.IsObservable ? Math.Max(before, value) : before + 1);
}
