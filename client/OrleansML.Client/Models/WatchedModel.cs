using Microsoft.Extensions.Logging;
using OrleansML.Registry;

namespace OrleansML.Client;

/// <summary>
/// The routes of one model, kept current by a long poll on its registry: a promotion is seen as soon as it is durable. While the registry
/// cannot be reached the last known routes stay in use.
/// </summary>
internal sealed partial class WatchedModel
{
    private static readonly TimeSpan PollWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly IGrainFactory _grains;
    private readonly Func<int, int> _random;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile RouteTable _table;

    public WatchedModel(IGrainFactory grains, ServingSnapshot snapshot, Func<int, int> random, TimeProvider time, ILogger logger)
    {
        _grains = grains;
        _random = random;
        _time = time;
        _logger = logger;
        _table = new RouteTable(grains, snapshot, random);
    }

    public ServingSnapshot Snapshot => _table.Snapshot;

    public ModelRoute? Find(int? version) => version is { } number ? _table.Find(number) : _table.Champion;

    /// <summary>Takes over a snapshot that is newer than the one in use.</summary>
    public void Update(ServingSnapshot snapshot)
    {
        if (snapshot.Revision > _table.Snapshot.Revision)
            _table = new RouteTable(_grains, snapshot, _random);
    }

    /// <summary>Follows the registry until <paramref name="stopping"/>.</summary>
    public async Task WatchAsync(CancellationToken stopping)
    {
        var registry = _grains.GetGrain<IModelRegistryGrain>(Snapshot.Model);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Update(await registry.WatchSnapshot(Snapshot.Revision, PollWait, stopping));
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                LogWatchFailed(_logger, Snapshot.Model, Snapshot.Revision, exception);
                await Task.Delay(RetryDelay, _time, stopping).ContinueWith(static _ => { }, TaskScheduler.Default);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model {Model} is routed by revision {Revision}: its registry did not answer.")]
    private static partial void LogWatchFailed(ILogger logger, string model, long revision, Exception exception);

    private sealed class RouteTable
    {
        private readonly ModelRoute[] _routes;

        public RouteTable(IGrainFactory grains, ServingSnapshot snapshot, Func<int, int> random)
        {
            Snapshot = snapshot;
            _routes = [.. snapshot.Versions.Select(version => new ModelRoute(grains, snapshot, version, random))];
            Champion = Find(snapshot.Champion);
        }

        public ServingSnapshot Snapshot { get; }

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
