using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Placement;
using OrleansML.Grains.Cluster;
using OrleansML.Grains.Placement;
using OrleansML.Scoring;

namespace OrleansML.Grains.Scoring;

/// <summary>Fronts the threads of one worker. Every call comes back at once; a loop beside them tells the coordinator how the threads stand, and fetches more.</summary>
[PoolPlacement, Immovable, CollectionAgeLimit(Days = 1)]
internal sealed partial class ScoringWorkerGrain : Grain, IScoringWorkerGrain, IDisposable
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly ScoringWorkLoader _loader;
    private readonly TimeProvider _time;
    private readonly ScoringOptions _options;
    private readonly ILogger<ScoringWorkerGrain> _logger;
    private readonly string _silo;
    private readonly string _job;
    private readonly int _slot;
    private CancellationTokenSource? _ending;

    public ScoringWorkerGrain(
        IGrainContext context,
        ScoringWorkLoader loader,
        ILocalSiloDetails silo,
        TimeProvider time,
        IOptions<ScoringOptions> options,
        ILogger<ScoringWorkerGrain> logger)
    {
        _loader = loader;
        _time = time;
        _options = options.Value;
        _logger = logger;
        _silo = silo.SiloAddress.ToParsableString();
        (_job, _slot) = ScoringKeys.OfWorker(context.GrainId.Key.ToString() ?? "");
    }

    private IScoringCoordinatorGrain Coordinator => GrainFactory.GetGrain<IScoringCoordinatorGrain>(_job);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Stop();

    public void Dispose() => _ending?.Dispose();

    public Task Work(ScoringSetup setup)
    {
        DelayDeactivation(Life);
        if (_ending is null)
        {
            _ending = new CancellationTokenSource();
            RunAsync(setup, _ending).Ignore();
        }

        return Task.CompletedTask;
    }

    public async Task Stop()
    {
        if (_ending is { } ending)
            await ending.CancelAsync();
    }

    private async Task RunAsync(ScoringSetup setup, CancellationTokenSource ending)
    {
        var incarnation = Guid.NewGuid();
        try
        {
            // Whoever waits for this call needs no thread of the grain's.
            await using var loaded = await _loader.LoadAsync(_job, setup, TaskScheduler.Current, ending.Token);
            var engine = new ScoringEngine(FormattableString.Invariant($"scoring {_job}/{_slot}"), loaded.Work, _options.Niceness);
            try
            {
                await ServeAsync(engine, incarnation, ending.Token);
            }
            finally
            {
                // The model is given back after the threads have let go of it.
                await Task.Run(engine.Dispose, CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The job has ended, or the silo goes.
        }
        catch (Exception exception)
        {
            LogFailed(_logger, _slot, _job, exception);
            await TryReportAsync(ReportOf(incarnation) with { Failure = exception.Message, FailsJob = ScoringFault.FailsJob(exception) }, ending.Token);
        }
        finally
        {
            _ending = null;
            ending.Dispose();
        }
    }

    private async Task ServeAsync(ScoringEngine engine, Guid incarnation, CancellationToken ending)
    {
        var rate = new RowRate(_time);
        while (true)
        {
            DelayDeactivation(Life);
            if (engine.Failure is { } failure)
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);

            var (held, parts, credit) = engine.Look();
            var report = ReportOf(incarnation) with
            {
                Held = held, Parts = parts, Credit = credit, RowsUnderWay = engine.RowsUnderWay, RowsPerSecond = rate.Of(engine.Rows),
            };
            if (await TryReportAsync(report, ending) is not { } order)
            {
                await Task.Delay(_options.Period, _time, ending);
                continue;
            }

            if (!order.Belongs)
                return;

            engine.Forget(order.Decided);
            engine.Add(order.Leases);
            await engine.WaitAsync(_options.Period, ending);
        }
    }

    private ScoringReport ReportOf(Guid incarnation) =>
        new() { Slot = _slot, Incarnation = incarnation, Silo = _silo, Held = [], RowsUnderWay = 0, Credit = 0 };

    private async Task<ScoringOrder?> TryReportAsync(ScoringReport report, CancellationToken ending)
    {
        try
        {
            return await Coordinator.Report(report).WaitAsync(CallTimeout, _time, ending);
        }
        catch (Exception exception) when (!ending.IsCancellationRequested)
        {
            // The coordinator moves, or its silo or store is gone; what is done is reported again.
            LogNotReported(_logger, _slot, _job, exception.Message);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Worker {Slot} of scoring job {Job} failed.")]
    private static partial void LogFailed(ILogger logger, int slot, string job, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Worker {Slot} of scoring job {Job} could not report: {Reason}")]
    private static partial void LogNotReported(ILogger logger, int slot, string job, string reason);
}
