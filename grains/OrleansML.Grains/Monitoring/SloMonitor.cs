using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using OrleansML.Inference;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>
/// Watches how the requests on this silo keep the objectives of their models: reads the counts of <see cref="ServingMetrics"/> every minute, so that a
/// request costs nothing more. What it knows goes with the process. Safe for concurrent use.
/// </summary>
internal sealed class SloMonitor : IHostedService, IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "OrleansML.Slo";

    private const string Model = "model";
    private const string Objective = "objective";

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Model, SloObjective Objective), SloHistory> _histories = [];
    private readonly ServingMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly Meter _meter;
    private readonly ITimer _timer;
    private readonly long _started;

    public SloMonitor(ServingMetrics metrics, IMeterFactory meters, TimeProvider time)
    {
        _metrics = metrics;
        _time = time;
        _started = time.GetTimestamp();
        _meter = meters.Create(Name);
        _meter.CreateObservableGauge(
            "orleansml.slo.burn_rate", ObserveRates, unit: null, "How many times faster than allowed this silo spent the error budget within the window.");
        _meter.CreateObservableCounter("orleansml.slo.requests", ObserveRequests, "{request}", "Requests that an objective judged, by whether they kept it.");
        _meter.CreateObservableCounter(
            "orleansml.slo.allowed", ObserveAllowed, "{request}", "Requests that might have missed the objective: of each, one less the target.");
        _timer = time.CreateTimer(static monitor => ((SloMonitor)monitor!).Keep(), this, SloHistory.Step, SloHistory.Step);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Counts of every window, for each objective that a version of the model has.</summary>
    public SloWindowCounts[] CountsOf(string model) =>
    [
        .. Totals().Where(total => total.Model == model).SelectMany(total => Within(total).Select((counts, index) => new SloWindowCounts
        {
            Objective = EnumText.Of(total.Objective),
            Window = SloWindows.All[index].Name,
            Requests = counts.Requests,
            Bad = counts.Bad,
            Allowed = counts.Allowed,
        })),
    ];

    public void Dispose()
    {
        _timer.Dispose();
        _meter.Dispose();
    }

    private void Keep()
    {
        lock (_lock)
        {
            foreach (var (model, objective, counts) in Totals())
            {
                if (!_histories.TryGetValue((model, objective), out var history))
                    _histories[(model, objective)] = history = new SloHistory();
                history.Add(_time.GetElapsedTime(_started), counts);
            }
        }
    }

    private List<(string Model, SloObjective Objective, SloCounts Counts)> Totals()
    {
        var totals = new Dictionary<(string, SloObjective), SloCounts>();
        foreach (var version in _metrics.Versions)
        {
            foreach (var objective in Enum.GetValues<SloObjective>())
            {
                if (version.CountsOf(objective) is { } counts)
                    totals[(version.Model, objective)] = totals.GetValueOrDefault((version.Model, objective)) + counts;
            }
        }

        return [.. totals.Select(static total => (total.Key.Item1, total.Key.Item2, total.Value))];
    }

    private SloCounts[] Within((string Model, SloObjective Objective, SloCounts Counts) total)
    {
        lock (_lock)
        {
            var history = _histories.GetValueOrDefault((total.Model, total.Objective)) ?? new SloHistory();
            var now = _time.GetElapsedTime(_started);
            return Array.ConvertAll(SloWindows.All, window => history.Within(window.Length, now, total.Counts));
        }
    }

    private IEnumerable<Measurement<double>> ObserveRates() => Totals().SelectMany(total => Within(total).Select((counts, index) =>
        new Measurement<double>(counts.BurnRate, [.. Labels(total.Model, total.Objective), new("window", SloWindows.All[index].Name)])));

    private IEnumerable<Measurement<long>> ObserveRequests() => Totals().SelectMany(static total => new Measurement<long>[]
    {
        new(total.Counts.Requests - total.Counts.Bad, [.. Labels(total.Model, total.Objective), new("outcome", "good")]),
        new(total.Counts.Bad, [.. Labels(total.Model, total.Objective), new("outcome", "bad")]),
    });

    private IEnumerable<Measurement<double>> ObserveAllowed() =>
        Totals().Select(static total => new Measurement<double>(total.Counts.Allowed, Labels(total.Model, total.Objective)));

    private static KeyValuePair<string, object?>[] Labels(string model, SloObjective objective) =>
        [new(Model, model), new(Objective, EnumText.Of(objective))];
}
