using Microsoft.Extensions.Logging;
using OrleansML.Registry;

namespace OrleansML.Client;

/// <summary>
/// The routes of one model. Its registry sends every change; the subscription is repeated every few seconds, which also bounds how long a
/// lost message can go unnoticed. While the registry cannot be reached the last known routes stay in use.
/// </summary>
internal sealed partial class WatchedModel
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly IGrainFactory _grains;
    private readonly Func<int, int> _random;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _updating = new();
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
        lock (_updating)
        {
            if (snapshot.Revision > _table.Snapshot.Revision)
                _table = new RouteTable(_grains, snapshot, _random);
        }
    }

    /// <summary>Subscribes, again and again, until <paramref name="stopping"/>.</summary>
    public async Task FollowAsync(IServingObserver observer, CancellationToken stopping)
    {
        var registry = _grains.GetGrain<IModelRegistryGrain>(Snapshot.Model);
        using var timer = new PeriodicTimer(Period, _time);
        do
        {
            try
            {
                Update(await registry.Subscribe(observer));
            }
            catch (Exception exception) when (LostCalls.IsLost(exception))
            {
                LogNotFollowed(_logger, Snapshot.Model, Snapshot.Revision, exception);
            }
        }
        while (await WaitAsync(timer, stopping));
    }

    private static async ValueTask<bool> WaitAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model {Model} is routed by revision {Revision}: its registry did not answer.")]
    private static partial void LogNotFollowed(ILogger logger, string model, long revision, Exception exception);

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
