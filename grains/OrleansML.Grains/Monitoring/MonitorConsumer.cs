using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansML.Data.Monitoring;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Monitoring;

/// <summary>
/// The one task of a silo that takes events out, makes rows of them and hands those to the sinks. Stopping flushes what was offered until then; what
/// is offered later is flushed when this is disposed of, after every other service has ended.
/// </summary>
internal sealed partial class MonitorConsumer : IHostedService, IAsyncDisposable
{
    private const int LooksPerFlush = 20;
    private const int MostValuesKept = 1 << 16;

    private static readonly TimeSpan BetweenReports = TimeSpan.FromMinutes(1);

    // Well below the time that files are kept which were merged: what a silo wrote last is still to be seen.
    private static readonly TimeSpan BetweenCollections = TimeSpan.FromMinutes(1);

    // A reply's time is taken a moment before it is offered.
    private static readonly TimeSpan Offering = TimeSpan.FromSeconds(1);

    private readonly MonitorEvents _events;
    private readonly IEventSink[] _sinks;
    private readonly MonitoringRun _run;
    private readonly MonitoringMetrics _metrics;
    private readonly MonitoringOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<MonitorConsumer> _logger;
    private readonly KnownFailures _failures = new();
    private readonly SemaphoreSlim _call = new(0);
    private readonly Lock _lock = new();
    private List<TaskCompletionSource> _waiting = [];
    private ITimer? _timer;
    private Task _running = Task.CompletedTask;
    private bool _ended;
    private long _flushedAt;
    private DateTimeOffset _nextCollection;
    private long _dropped;
    private long? _dropsToldAt;
    private FeatureValue[] _values = new FeatureValue[1_024];

    public MonitorConsumer(
        MonitorEvents events,
        IEnumerable<IEventSink> sinks,
        MonitoringRun run,
        MonitoringMetrics metrics,
        IOptions<MonitoringOptions> options,
        TimeProvider time,
        ILogger<MonitorConsumer> logger)
    {
        (_events, _sinks, _run, _metrics, _options, _time, _logger) = (events, [.. sinks], run, metrics, options.Value, time, logger);
        _events.EnoughWait = Call;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!_options.Enabled)
            return Task.CompletedTask;

        _flushedAt = _time.GetTimestamp();
        var period = _options.Flush / LooksPerFlush;
        _timer = _time.CreateTimer(_ => Call(), null, period, period);
        _running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FlushAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Who stops has no more time; the rest is written when this is disposed, or counts as lost at the next start.
        }
    }

    /// <summary>Completes when every event offered before is with the sinks, and these have flushed.</summary>
    public Task FlushAsync(CancellationToken cancellationToken = default)
    {
        var flush = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_ended || _timer is null)
                return Task.CompletedTask;
            _waiting.Add(flush);
        }

        Call();
        return flush.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await FlushAsync();
        lock (_lock)
            _ended = true;
        if (_timer is not null)
            await _timer.DisposeAsync();
        Call();
        await _running;
    }

    private void Call()
    {
        lock (_lock)
        {
            if (!_ended && _call.CurrentCount > 0)
                return;
        }

        _call.Release();
    }

    private async Task RunAsync()
    {
        CollectLost();
        while (true)
        {
            List<TaskCompletionSource> waiting;
            bool ended;
            lock (_lock)
            {
                ended = _ended;
                (waiting, _waiting) = (_waiting, []);
            }

            var completeUntil = _time.GetFeatureTime() - Offering;
            await DrainAsync(completeUntil);
            if (ended || waiting.Count > 0 || _time.GetElapsedTime(_flushedAt) >= _options.Flush || Array.Exists(_sinks, sink => sink.IsDue(completeUntil)))
                await FlushSinksAsync(completeUntil, evenFailed: ended || waiting.Count > 0);
            foreach (var flush in waiting)
                flush.TrySetResult();
            if (ended)
                return;
            await _call.WaitAsync();
        }
    }

    private async Task DrainAsync(FeatureTime completeUntil)
    {
        while (_events.TryTake(out var taken))
        {
            Hand(taken);
            if (Array.Exists(_sinks, static sink => sink.IsFull))
                await FlushSinksAsync(completeUntil, evenFailed: false);
        }
    }

    private void Hand(in PredictionEvent taken)
    {
        try
        {
            var rows = taken.Reply is null ? Failed(taken) : Answered(taken);
            foreach (var sink in _sinks)
                sink.Take(rows);
        }
        catch (Exception exception)
        {
            // One event that cannot be taken must not end the watching of all others; it stays counted as not flushed.
            LogNotTaken(taken.Version.Counter.Model, taken.Version.Counter.Version, exception);
        }
    }

    private PredictionRows Failed(in PredictionEvent taken) => new()
    {
        Layout = taken.Version.Layouts.Bare(taken.Version.Counter.Model),
        Counter = taken.Version.Counter,
        Time = _time.GetFeatureTime(),
        Error = taken.Error.ToString(),
    };

    private PredictionRows Answered(in PredictionEvent taken)
    {
        var counter = taken.Version.Counter;
        var reply = taken.Reply!;
        var layout = taken.Version.Layouts.Of(taken, reason => LogLeftOut(counter.Model, counter.Version, reason));
        var rows = taken.Entities?.Rows ?? EventLayouts.RowsOf(taken.Inputs!);
        var size = checked(rows * (layout?.Layout.Columns.Count ?? 0));
        if (_values.Length < size)
            _values = new FeatureValue[size];
        layout?.Fill(taken, rows, _values);
        return new PredictionRows
        {
            Layout = layout?.Layout ?? taken.Version.Layouts.Bare(counter.Model),
            Counter = counter,
            Id = reply.PredictionId,
            Time = TimeOf(reply.PredictionId),
            Rows = rows,
            Values = _values.AsMemory(0, size),
            QueueMicroseconds = reply.QueueMicroseconds,
            ComputeMicroseconds = reply.ComputeMicroseconds,
            FeatureMicroseconds = taken.Entities?.Microseconds ?? 0,
        };
    }

    private static FeatureTime TimeOf(Guid id) => new(PredictionIds.MillisecondsOf(id) * 1_000);

    private async Task FlushSinksAsync(FeatureTime completeUntil, bool evenFailed)
    {
        if (_time.GetUtcNow() >= _nextCollection)
            CollectLost();
        foreach (var sink in _sinks)
        {
            try
            {
                await sink.FlushAsync(completeUntil, evenFailed, CancellationToken.None);
            }
            catch (Exception exception)
            {
                LogNotFlushed(sink.GetType().Name, exception);
            }
        }

        _flushedAt = _time.GetTimestamp();
        if (_values.Length > MostValuesKept)
            _values = new FeatureValue[MostValuesKept];
        TellDrops();
    }

    // A full ring drops thousands; one line a minute tells of them.
    private void TellDrops()
    {
        var dropped = _run.Counted.Sum(static counter => counter.Dropped);
        if (dropped == _dropped || (_dropsToldAt is { } told && _time.GetElapsedTime(told) < BetweenReports))
            return;

        (_dropped, _dropsToldAt) = (dropped, _time.GetTimestamp());
        LogDropped(dropped);
    }

    private void CollectLost()
    {
        const string What = "collection";
        _nextCollection = _time.GetUtcNow() + BetweenCollections;
        try
        {
            foreach (var lost in new LostPredictions(_run.Root).Collect(_time.GetUtcNow()))
            {
                _metrics.Lost(lost.Model, lost.Version, lost.Lost);
                LogLost(lost.Lost, lost.Model, lost.Version, lost.Since, lost.Dropped);
            }

            _failures.End(What);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (_failures.IsNew(What, exception.Message))
                LogNotCollected(exception.Message);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A silo that has ended lost {Count} predictions of model '{Model}' version {Version} for the prediction log, none from before {Since} but for {Dropped} that were dropped.")]
    private partial void LogLost(long count, string model, int version, DateTimeOffset since, long dropped);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Predictions cannot be watched as fast as they come; {Count} were dropped since the silo started.")]
    private partial void LogDropped(long count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What silos that have ended lost cannot be told now; it is tried again every minute: {Reason}")]
    private partial void LogNotCollected(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Of the predictions of model '{Model}' version {Version} not everything is logged: {Reason}.")]
    private partial void LogLeftOut(string model, int version, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A prediction of model '{Model}' version {Version} cannot be watched.")]
    private partial void LogNotTaken(string model, int version, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Sink} could not be flushed; the next flush tries again.")]
    private partial void LogNotFlushed(string sink, Exception exception);
}
