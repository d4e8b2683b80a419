using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using OrleansML.Deployments;
using OrleansML.Registry;

namespace OrleansML.Client;

/// <summary>
/// The routes of one model. Its registry sends every change; the subscription is repeated every few seconds, which also bounds how long a
/// lost message can go unnoticed, and at once when a call failed. While the registry cannot be reached the last known routes stay in use.
/// </summary>
internal sealed partial class WatchedModel
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    // However many calls fail, the registry is not asked more often than this.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(200);

    // While a deployment measures, it gets to know what was counted this often.
    private static readonly TimeSpan ReportPeriod = TimeSpan.FromSeconds(1);

    private readonly IGrainFactory _grains;
    private readonly CallRetries _retries;
    private readonly Func<int, int> _random;
    private readonly ILogger _logger;
    private readonly Lock _updating = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Channel<bool> _measured = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile RouteTable _table;

    public WatchedModel(IGrainFactory grains, ServingSnapshot snapshot, CallRetries retries, Func<int, int> random, ILogger logger)
    {
        _grains = grains;
        _retries = retries;
        _random = random;
        _logger = logger;
        _table = new RouteTable(grains, snapshot, retries, random, before: null);
        SignalMeasured();
    }

    public ServingSnapshot Snapshot => _table.Snapshot;

    /// <summary>How requests are shared out; null for the champion alone.</summary>
    public PlannedModel? Plan => _table.Plan;

    public ModelRoute? Find(int? version) => version is { } number ? _table.Find(number) : _table.Champion;

    /// <summary>Takes over a snapshot that is newer than the one in use.</summary>
    public void Update(ServingSnapshot snapshot)
    {
        lock (_updating)
        {
            if (snapshot.Revision > _table.Snapshot.Revision)
                _table = new RouteTable(_grains, snapshot, _retries, _random, _table.Plan);
            SignalMeasured();
        }
    }

    /// <summary>Has the subscription repeated without waiting for its time.</summary>
    public void FollowAnew() => _wake.Writer.TryWrite(true);

    /// <summary>Subscribes, again and again, until <paramref name="stopping"/>; more often while the registry does not answer.</summary>
    public async Task FollowAsync(IServingObserver observer, CancellationToken stopping)
    {
        var registry = _grains.GetGrain<IModelRegistryGrain>(Snapshot.Model);
        var failures = 0;
        do
        {
            try
            {
                Update(await _retries.WithinAsync(_ => registry.Subscribe(observer), _retries.Options.AttemptTimeout, stopping));
                failures = 0;
            }
            catch (Exception exception) when (CallFailures.IsTransient(exception, stopping))
            {
                if (failures++ == 0)
                    LogNotFollowed(_logger, Snapshot.Model, Snapshot.Revision, exception);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
        while (await (failures == 0 ? WaitForNextAsync(stopping) : PauseAsync(_retries.PauseAfter(failures), stopping)));
    }

    /// <summary>Tells the deployment what was counted, while it measures, until <paramref name="stopping"/>.</summary>
    public async Task ReportAsync(Guid router, CancellationToken stopping)
    {
        var deployment = _grains.GetGrain<IDeploymentGrain>(Snapshot.Model);
        try
        {
            while (await _measured.Reader.WaitToReadAsync(stopping))
            {
                _measured.Reader.TryRead(out _);
                while (Plan is { IsMeasured: true } && await PauseAsync(ReportPeriod, stopping))
                {
                    if (Plan is { IsMeasured: true } plan)
                        await TryReportAsync(deployment, plan.Read(router));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The client is disposed of.
        }
    }

    private void SignalMeasured()
    {
        if (Plan is { IsMeasured: true })
            _measured.Writer.TryWrite(true);
    }

    private async Task TryReportAsync(IDeploymentGrain deployment, RouterReport report)
    {
        try
        {
            await deployment.Report(report);
        }
        catch (Exception exception)
        {
            // Counts only grow, so the next report makes up for it.
            LogNotReported(_logger, Snapshot.Model, exception);
        }
    }

    private async ValueTask<bool> WaitForNextAsync(CancellationToken stopping)
    {
        if (!await PauseAsync(ShortestPause, stopping))
            return false;

        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(Task.Delay(Period - ShortestPause, _retries.Time, waiting.Token), _wake.Reader.WaitToReadAsync(waiting.Token).AsTask());
        await waiting.CancelAsync();
        _wake.Reader.TryRead(out _);
        return !stopping.IsCancellationRequested;
    }

    private async ValueTask<bool> PauseAsync(TimeSpan pause, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(pause, _retries.Time, stopping);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model {Model} is routed by revision {Revision}: its registry did not answer.")]
    private static partial void LogNotFollowed(ILogger logger, string model, long revision, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The deployment of model {Model} could not be told what was counted.")]
    private static partial void LogNotReported(ILogger logger, string model, Exception exception);

    private sealed class RouteTable
    {
        private readonly ModelRoute[] _routes;

        public RouteTable(IGrainFactory grains, ServingSnapshot snapshot, CallRetries retries, Func<int, int> random, PlannedModel? before)
        {
            Snapshot = snapshot;

            // Counts go on while the deployment is the same, whatever else changes.
            Plan = snapshot.Plan is null ? null : before?.Revision == snapshot.DeploymentRevision ? before : new PlannedModel(snapshot, random);
            _routes = [.. snapshot.Versions.Select(version => new ModelRoute(grains, snapshot, version, retries, random))];
            Champion = Find(snapshot.Champion);
        }

        public ServingSnapshot Snapshot { get; }

        public PlannedModel? Plan { get; }

        public ModelRoute? Champion { get; }

        public ModelRoute? Find(int version)
        {
            foreach (var route in _routes)
            {
                if (route.Version.Version == version)
                    return route;
            }

            return null;
        }
    }
}
