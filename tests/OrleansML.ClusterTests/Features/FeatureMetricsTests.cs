using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Features;

public sealed class FeatureMetricsTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private readonly FeatureCalls _calls = new(shared);

    [Fact]
    public async Task Metrics_ReadsEventsAndCallsToASource_AreCountedByTheirOutcome()
    {
        await using var service = new JsonService();
        service.Answers["c1"] = """{"limit": 700}""";
        var view = await _calls.ApplyAsync($$"""
            entity: { card: string }
            sources:
              accounts:
                kind: http
                mode: on_read
                url: http://127.0.0.1:{{service.Port}}/{card}
                fields:
                  limit: { type: double, default: 500, ttl: 1h }
              payments:
                kind: push
                mode: pushed
                event_id: id
                fields:
                  amount: { type: double, ttl: 1h }
            windows:
              count_1h: { field: amount, aggregate: count, length: 1h, hop: 1m }
            """);
        using var measured = new Measurements(view);

        await _calls.IngestAsync(view, """
            {"card": "c1", "id": "1", "amount": 2}
            {"card": "c1", "id": "1", "amount": 2}
            {"card": "c2", "id": "2", "amount": 3}
            """);
        await _calls.ReadAsync(view, ["c1", "c2", "c3"]);
        service.Fails = true;
        for (var card = 4; card < 14; card++)
            await _calls.ReadAsync(view, [$"c{card}"]);
        // Three entities, then ten while the source fails; each has one field of either source and a window, and a count is fresh even of nothing.
        string[] expected =
        [
            "age: 2", "events accepted: 2", "events duplicate: 1",
            "fetch.duration accounts answered: 1", "fetch.duration accounts left_alone: 7", "fetch.duration accounts unavailable: 3",
            "fetch.duration accounts unknown_entity: 2", "read.duration: 11", "source.open accounts: 1",
            "values default: 12", "values fresh: 16", "values missing: 11",
        ];

        // A silo counts what it did after it has answered.
        var patience = Stopwatch.StartNew();
        while (!measured.Observe().SequenceEqual(expected) && patience.Elapsed < TimeSpan.FromSeconds(30))
            await Task.Delay(10);
        Assert.Equal(expected, measured.Observe());
    }

    /// <summary>The measurements of one view: sums of counters, numbers of measurements of histograms, and last values of gauges.</summary>
    private sealed class Measurements : IDisposable
    {
        private const string Prefix = "orleansml.feature.";
        private readonly SortedDictionary<string, double> _values = new(StringComparer.Ordinal);
        private readonly MeterListener _listener = new();
        private readonly string _view;

        public Measurements(string view)
        {
            _view = view;
            _listener.InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "OrleansML.Features")
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Take(instrument, 1, tags));
            _listener.Start();
        }

        public string[] Observe()
        {
            _listener.RecordObservableInstruments();
            lock (_values)
            {
                return [.. _values.Where(static line => line.Value != 0)
                    .Select(static line => string.Create(CultureInfo.InvariantCulture, $"{line.Key}: {line.Value}"))];
            }
        }

        public void Dispose() => _listener.Dispose();

        private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var labels = tags.ToArray();
            if (!labels.Any(label => label.Key == "view" && Equals(label.Value, _view)))
                return;

            string[] parts = [instrument.Name[Prefix.Length..], .. labels.Where(static label => label.Key != "view").Select(static label => $"{label.Value}")];
            lock (_values)
            {
                var line = string.Join(' ', parts);
                _values[line] = instrument.IsObservable ? value : _values.GetValueOrDefault(line) + value;
            }
        }
    }
}
