using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansML.Grains.Pipelines.Steps;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Pipelines;
using OrleansML.Pipelines;

namespace OrleansML.Grains.Pipelines;

/// <summary>
/// The attempts at steps that this silo works on, off the turns of grains. Tells each pipeline now and then which are its own, wherever it lives by then; and
/// what came of an attempt until the pipeline has taken it, or does not want it any more. Safe for concurrent use.
/// </summary>
internal sealed partial class PipelineSteps : BackgroundService
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan EndPause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<(string Pipeline, PipelineAttempt Attempt), StepWorker> _workers = new();
    private readonly IGrainFactory _grains;
    private readonly Dictionary<StepKind, IStepRunner> _runners;
    private readonly SemaphoreSlim _room;
    private readonly PipelineMetrics _metrics;
    private readonly PipelineOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<PipelineSteps> _logger;
    private volatile bool _leaving;

    public PipelineSteps(
        IGrainFactory grains,
        IEnumerable<IStepRunner> runners,
        PipelineMetrics metrics,
        IOptions<PipelineOptions> options,
        TimeProvider time,
        ILogger<PipelineSteps> logger)
    {
        _grains = grains;
        _runners = runners.ToDictionary(static runner => runner.Kind);
        _metrics = metrics;
        _options = options.Value;
        _room = new SemaphoreSlim(_options.StepsPerSilo);
        _time = time;
        _logger = logger;
    }

    /// <summary>Whether others keep what a step does, so that it can be joined again when the silo that followed it is lost.</summary>
    public static bool IsKeptByOthers(StepKind kind) => kind is StepKind.Train or StepKind.Gate or StepKind.Deploy or StepKind.Score;

    /// <summary>Whether this silo works on an attempt, or still has to tell what came of it.</summary>
    public bool Has(string pipeline, PipelineAttempt attempt) => _workers.ContainsKey((pipeline, attempt));

    /// <summary>Begins to work on an attempt; one that is worked on already goes on.</summary>
    public void Start(StepOrder order)
    {
        // Whoever has the pipeline next begins it.
        if (_leaving)
            return;

        // The pipeline ends attempts in time; this is for one that cannot be reached.
        var worker = new StepWorker(order, order.Step.Timeout + _options.StepTimeout, _time);
        if (_workers.TryAdd((order.Pipeline, order.Attempt), worker))
            _ = Task.Run(() => WorkAsync(worker));
        else
            worker.Dispose();
    }

    /// <summary>Stops an attempt; what came of it does not matter any more.</summary>
    public void Stop(string pipeline, PipelineAttempt attempt)
    {
        if (_workers.TryGetValue((pipeline, attempt), out var worker))
            worker.Stop();
    }

    public override void Dispose()
    {
        base.Dispose();
        _room.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.Beat, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await Task.WhenAll(_workers.Keys.GroupBy(static key => key.Pipeline, static key => key.Attempt).Select(group => BeatAsync(group.Key, [.. group])));
        }
        catch (OperationCanceledException)
        {
            _leaving = true;
            foreach (var worker in _workers.Values)
                worker.Stop();
            await UntilAllHaveEndedAsync();
        }
    }

    // So that processes are ended, and pipelines told, before the silo is gone.
    private async Task UntilAllHaveEndedAsync()
    {
        var started = _time.GetTimestamp();
        while (!_workers.IsEmpty && _time.GetElapsedTime(started) < LongestEnd)
            await Task.Delay(EndPause, _time, CancellationToken.None);
    }

    private async Task BeatAsync(string pipeline, PipelineAttempt[] attempts)
    {
        try
        {
            var beat = _grains.GetGrain<IPipelineGrain>(pipeline).Beat(new PipelineBeat { Attempts = attempts });
            foreach (var attempt in await beat.WaitAsync(_options.StepTimeout / 2, _time))
                Stop(pipeline, attempt);
        }
        catch (Exception exception)
        {
            // The next beat comes soon.
            LogNotTold(_logger, pipeline, exception.Message);
        }
    }

    private async Task WorkAsync(StepWorker worker)
    {
        var (order, started) = (worker.Order, _time.GetTimestamp());
        var report = await RunAsync(worker);
        _metrics.StepEnded(order, report is null ? "stopped" : report.Output is not null ? "succeeded" : report.Failure, _time.GetElapsedTime(started));
        if (report is not null)
            await TellAsync(worker, report);
        _workers.TryRemove((order.Pipeline, order.Attempt), out _);
        worker.Dispose();
    }

    /// <summary>Does the work.</summary>
    /// <returns>What came of it; null where nobody wants to know.</returns>
    private async Task<PipelineStepReport?> RunAsync(StepWorker worker)
    {
        var order = worker.Order;
        var needsRoom = !IsKeptByOthers(order.Step.Work.Kind);
        var hasRoom = false;
        try
        {
            // Nothing has begun yet: what finds no room waits, as long as the step may take.
            if (needsRoom)
            {
                await _room.WaitAsync(worker.Token);
                hasRoom = true;
            }

            var context = new StepContext(order, () => !_leaving);
            var output = context.Bounded(await _runners[order.Step.Work.Kind].RunAsync(context, worker.Token));
            return new PipelineStepReport { Attempt = order.Attempt, Output = output };
        }
        catch (Exception) when (worker.Token.IsCancellationRequested)
        {
            // What others keep goes on there, and is joined again by whoever has the pipeline next.
            return _leaving && needsRoom ? Failed(order, StepFailureKind.Unavailable, "the silo that worked on it stops") : null;
        }
        catch (Exception exception)
        {
            var (failure, reason) = StepFaults.Of(exception);
            if (failure == StepFailureKind.Internal)
                LogFault(_logger, order.Pipeline, order.Attempt.Step, exception);
            return Failed(order, failure, reason);
        }
        finally
        {
            if (hasRoom)
                _room.Release();
        }
    }

    private async Task TellAsync(StepWorker worker, PipelineStepReport report)
    {
        while (true)
        {
            try
            {
                await _grains.GetGrain<IPipelineGrain>(worker.Order.Pipeline).Report(new PipelineReport { Step = report });
                return;
            }
            catch (Exception exception)
            {
                LogNotTold(_logger, worker.Order.Pipeline, exception.Message);
                if (_leaving || worker.Token.IsCancellationRequested)
                    return;
            }

            await Task.Delay(_options.Beat, _time, CancellationToken.None);
        }
    }

    private static PipelineStepReport Failed(StepOrder order, StepFailureKind failure, string reason) =>
        new() { Attempt = order.Attempt, Failure = EnumText.Of(failure), Reason = reason.Length > StepContext.MostOutput ? reason[..StepContext.MostOutput] : reason };

    [LoggerMessage(Level = LogLevel.Debug, Message = "Pipeline {Pipeline} could not be told of its steps this time: {Reason}")]
    private static partial void LogNotTold(ILogger logger, string pipeline, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Step {Step} of pipeline {Pipeline} failed for no reason that is known.")]
    private static partial void LogFault(ILogger logger, string pipeline, string step, Exception exception);
}
