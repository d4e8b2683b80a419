using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansML.Data.History;
using OrleansML.Data.Monitoring;
using OrleansML.Grains.Features;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Monitoring;

/// <summary>Brings predictions into the log. Most silos predict nothing, and then need neither the folder nor the database.</summary>
internal sealed class PredictionLogSink : IEventSink, IDisposable
{
    // A row has up to some hundred columns; twice these rows are held at most.
    private const int RowsPerFile = 50_000;

    private readonly MonitoringRun _run;
    private readonly Lazy<PredictionLogWriter> _writer;

    public PredictionLogSink(
        IOptions<MonitoringOptions> options, IOptions<FeatureOptions> features, FeatureKeys keys, MonitoringRun run, TimeProvider time, ILogger<PredictionLogSink> logger)
    {
        _run = run;
        _writer = new Lazy<PredictionLogWriter>(() => new PredictionLogWriter(
            new PredictionLogOptions
            {
                Root = run.Root,
                Pii = features.Value.PlainPersonalHistory ? PiiStorage.Plain : PiiStorage.Hashed,
                PiiKey = new Lazy<byte[]>(() => keys.HistoryKey),
                Keep = options.Value.KeepLogFor,
            },
            new HistoryWriterOptions { Silo = run.Silo, MaximumAge = options.Value.Flush, RowsPerFile = RowsPerFile },
            run.Names,
            time,
            logger));
    }

    public bool IsFull => _writer is { IsValueCreated: true, Value.IsFull: true };

    public void Take(in PredictionRows rows)
    {
        if (rows.Rows > 0)
            _writer.Value.Append(rows);
    }

    public Task FlushAsync(FeatureTime completeUntil, bool evenFailed, CancellationToken cancellationToken) => !_writer.IsValueCreated
        ? Task.CompletedTask
        : Task.Factory.StartNew(() => Flush(completeUntil, evenFailed), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void Dispose()
    {
        if (_writer.IsValueCreated)
            _writer.Value.Dispose();
    }

    private void Flush(FeatureTime completeUntil, bool evenFailed)
    {
        if (_writer.Value.Flush(evenFailed))
        {
            foreach (var counter in _run.Counted)
                counter.CompleteUntil(completeUntil);
        }

        _writer.Value.Tidy();
    }
}
