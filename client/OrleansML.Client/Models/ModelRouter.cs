using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OrleansML.Models;
using OrleansML.Registry;

namespace OrleansML.Client;

/// <summary>
/// Sends each prediction to a replica of the right version. Routes are held locally and the registry sends their changes, so a prediction
/// costs one call. Names that nobody registered are asked for anew each time and are not remembered.
/// </summary>
public sealed class ModelRouter : IDisposable
{
    private readonly ConcurrentDictionary<string, WatchedModel> _models = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _time;
    private readonly Func<int, int> _random;
    private readonly ILogger<ModelRouter> _logger;
    private readonly ServingObserver _observer;
    private readonly Lazy<IServingObserver> _observerReference;

    /// <summary>Creates a router.</summary>
    /// <param name="grains">The connected cluster.</param>
    /// <param name="logger">Told when the registry does not answer.</param>
    /// <param name="time">Clock of the retry delay.</param>
    /// <param name="random">Draws a number from 0 up to, not including, its argument; must be safe to call from several threads.</param>
    public ModelRouter(IGrainFactory grains, ILogger<ModelRouter> logger, TimeProvider? time = null, Func<int, int>? random = null)
    {
        _grains = grains;
        _logger = logger;
        _time = time ?? TimeProvider.System;
        _random = random ?? Random.Shared.Next;
        _observer = new ServingObserver(this);
        _observerReference = new Lazy<IServingObserver>(() => grains.CreateObjectReference<IServingObserver>(_observer));
    }

    /// <summary>Stops following the registries.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    internal async ValueTask<Prediction> PredictAsync(string model, PredictRequest request, int? version, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var route = await RouteAsync(model, version, cancellationToken);
        var replica = route.Enter();
        try
        {
            var reply = await route.Replicas[replica].Predict(request, route.IsSlow ? cancellationToken : CancellationToken.None);
            route.Observe(reply);
            return new Prediction(Guid.CreateVersion7(_time.GetUtcNow()), reply);
        }
        catch (Exception exception) when (LostCalls.IsLost(exception))
        {
            throw LostCalls.ToUnavailable(exception);
        }
        finally
        {
            route.Exit(replica);
        }
    }

    internal ValueTask<ModelRoute> RouteAsync(string model, int? version, CancellationToken cancellationToken)
    {
        if (_models.TryGetValue(model, out var watched) && watched.Find(version) is { } route)
            return ValueTask.FromResult(route);

        return LookUpAsync(model, version, cancellationToken);
    }

    private async ValueTask<ModelRoute> LookUpAsync(string model, int? version, CancellationToken cancellationToken)
    {
        if (!ModelName.IsValid(model))
            throw Unknown(model);

        var snapshot = await LostCalls.Translate(
            () => _grains.GetGrain<IModelRegistryGrain>(model).GetSnapshot().WaitAsync(cancellationToken));
        if (snapshot.Versions.Length == 0)
            throw Unknown(model);

        var created = new WatchedModel(_grains, snapshot, _random, _time, _logger);
        var watched = _models.GetOrAdd(model, created);
        if (ReferenceEquals(watched, created))
            _ = watched.FollowAsync(_observerReference.Value, _stopping.Token);
        else
            watched.Update(snapshot);

        return watched.Find(version) ?? throw new OrleansMLException(
            ErrorCode.VersionNotFound,
            $"Model '{model}' has no version {version}; it has {string.Join(", ", snapshot.Versions.Select(known => known.Version))}.");
    }

    // Clients of other servers compare this text.
    private static OrleansMLException Unknown(string model) =>
        new(ErrorCode.ModelNotFound, $"Request for unknown model: '{model}' is not found");

    private sealed class ServingObserver(ModelRouter router) : IServingObserver
    {
        public Task OnChanged(ServingSnapshot snapshot)
        {
            if (router._models.TryGetValue(snapshot.Model, out var watched))
                watched.Update(snapshot);
            return Task.CompletedTask;
        }
    }
}
