using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Polly.CircuitBreaker;

namespace OrleansML.Grains.Features;

/// <summary>
/// What this silo measures of live features: metrics, and the spans of traces. Labels are names of views and sources and words of this file;
/// never a value, an entity or a key. Safe for concurrent use.
/// </summary>
internal sealed class FeatureMetrics : IDisposable
{
    /// <summary>Name of the meter and of the source of spans.</summary>
    public const string Name = "OrleansML.Features";

    public const string View = "view";
    public const string Source = "source";
    public const string Outcome = "outcome";

    private static readonly ActivitySource Spans = new(Name);
    private static readonly double[] ShortTimes = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private static readonly double[] Ages = [0.01, 0.1, 1, 5, 10, 30, 60, 300, 900, 3_600, 21_600, 86_400, 604_800];

    private readonly ConcurrentDictionary<string, ViewMetrics> _views = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string View, string Source), CircuitBreakerStateProvider> _breakers = new();
    private readonly FeatureHistory _history;
    private readonly Meter _meter;
    private readonly Histogram<double> _reads;
    private readonly Histogram<double> _ages;
    private readonly Histogram<double> _fetches;

    public FeatureMetrics(IMeterFactory meters, FeatureHistory history)
    {
        _history = history;
        _meter = meters.Create(Name);
        _reads = CreateHistogram("orleansml.feature.read.duration", "Time that a read of one view took, of one entity or of many.", ShortTimes);
        _ages = CreateHistogram("orleansml.feature.age", "Age of the oldest value that an entity was answered with.", Ages);
        _fetches = CreateHistogram("orleansml.feature.fetch.duration", "Time that a source took to answer for one entity.", ShortTimes);
        _meter.CreateObservableCounter(
            "orleansml.feature.values", () => _views.Values.SelectMany(static view => view.Values), "{value}", "Values that were answered, by their age status.");
        _meter.CreateObservableCounter(
            "orleansml.feature.events", () => _views.Values.SelectMany(static view => view.Events), "{event}", "Events that arrived, by what became of them.");
        _meter.CreateObservableGauge(
            "orleansml.feature.source.open", ObserveBreakers, "{source}", "1 while a source that failed repeatedly is left alone, else 0.");
        _meter.CreateObservableCounter(
            "orleansml.feature.history.rows", ObserveHistory, "{row}", "Rows of the history, by what became of them.");
    }

    /// <summary>What is measured of a view, whichever of its revisions is in use.</summary>
    public ViewMetrics Of(string view) => _views.GetOrAdd(view, static (name, metrics) => new ViewMetrics(name, metrics._reads, metrics._ages), this);

    /// <summary>Takes over the state of a source's breaker; the one of an earlier revision is forgotten.</summary>
    public void Watch(string view, string source, CircuitBreakerStateProvider breaker) => _breakers[(view, source)] = breaker;

    /// <summary>A source was asked for one entity.</summary>
    /// <param name="view">The view.</param>
    /// <param name="source">The source.</param>
    /// <param name="outcome">What came of it, as a label.</param>
    /// <param name="elapsed">How long it took.</param>
    public void RecordFetch(string view, string source, string outcome, TimeSpan elapsed) =>
        _fetches.Record(elapsed.TotalSeconds, new(View, view), new(Source, source), new(Outcome, outcome));

    /// <summary>Starts the span of a read; null when nobody listens.</summary>
    public static Activity? StartRead(string view, int entities)
    {
        var span = Spans.StartActivity("feature.read");
        span?.SetTag(View, view);
        span?.SetTag("entities", entities);
        return span;
    }

    /// <summary>Starts the span of a call to a source; null when nobody listens.</summary>
    public static Activity? StartFetch(string view, string source)
    {
        var span = Spans.StartActivity("feature.fetch", ActivityKind.Client);
        span?.SetTag(View, view);
        span?.SetTag(Source, source);
        return span;
    }

    public void Dispose() => _meter.Dispose();

    private Histogram<double> CreateHistogram(string name, string description, double[] boundaries) =>
        _meter.CreateHistogram(name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = boundaries });

    private IEnumerable<Measurement<int>> ObserveBreakers() => _breakers.Select(static breaker => new Measurement<int>(
        breaker.Value.CircuitState is CircuitState.Open or CircuitState.Isolated ? 1 : 0,
        new(View, breaker.Key.View), new(Source, breaker.Key.Source)));

    private IEnumerable<Measurement<long>> ObserveHistory()
    {
        if (_history.Statistics is not { } statistics)
            return [];

        return
        [
            new(statistics.Written, new KeyValuePair<string, object?>(Outcome, "written")),
            new(statistics.Dropped, new KeyValuePair<string, object?>(Outcome, "dropped")),
            new(statistics.Refused, new KeyValuePair<string, object?>(Outcome, "refused")),
            new(statistics.Lost, new KeyValuePair<string, object?>(Outcome, "lost")),
        ];
    }
}
