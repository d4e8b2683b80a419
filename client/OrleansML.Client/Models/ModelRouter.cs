using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansML.Models;
using OrleansML.Registry;

namespace OrleansML.Client;

/// <summary>
/// Sends each prediction to a replica of the right version, and to another one when that fails. Routes are held locally and the registry
/// sends their changes, so a prediction costs one call. Names that nobody registered are asked for anew each time and are not remembered.
/// </summary>
public sealed class ModelRouter : IDisposable
{
    // The silo's own report of a deadline says more than ours can; it gets this long to arrive.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, WatchedModel> _models = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly TimedCalls<PredictReply> _calls;
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _time;
    private readonly Func<int, int> _random;
    private readonly ILogger<ModelRouter> _logger;
    private readonly ServingObserver _observer;
    private readonly Lazy<IServingObserver> _observerReference;

    /// <summary>Creates a router.</summary>
    /// <param name="grains">The connected cluster.</param>
    /// <param name="logger">Told when the registry does not answer.</param>
    /// <param name="options">How long to try, and how; null for the defaults.</param>
    /// <param name="time">Clock of deadlines and pauses.</param>
    /// <param name="random">Draws a number from 0 up to, not including, its argument; must be safe to call from several threads.</param>
    public ModelRouter(
        IGrainFactory grains,
        ILogger<ModelRouter> logger,
        IOptions<ClientRetryOptions>? options = null,
        TimeProvider? time = null,
        Func<int, int>? random = null)
    {
        _grains = grains;
        _logger = logger;
        _time = time ?? TimeProvider.System;
        _random = random ?? Random.Shared.Next;
        Retries = new CallRetries(options?.Value ?? new ClientRetryOptions(), _time, _random);
        _calls = new TimedCalls<PredictReply>(_time);
        _observer = new ServingObserver(this);
        _observerReference = new Lazy<IServingObserver>(() => grains.CreateObjectReference<IServingObserver>(_observer));
    }

    internal CallRetries Retries { get; }

    /// <summary>Stops following the registries.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
        _calls.Dispose();
    }

    /// <summary>Subscribes to every registry anew at once: the way to the cluster has changed, and messages may have been lost.</summary>
    internal void FollowAnew()
    {
        foreach (var watched in _models.Values)
            watched.FollowAnew();
    }

    internal async ValueTask<Prediction> PredictAsync(string model, PredictRequest request, int? version, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var started = _time.GetTimestamp();
        var deadline = request.Timeout is { } own ? own + Grace : Retries.Options.Deadline;
        if (Find(model, version) is not { } route)
            return await PredictAsync(model, request, version, Progress(model, deadline, started), cancellationToken);

        // The first attempt, which nearly always is the only one, takes the shortest way: no pipeline, no lists.
        var replica = route.Enter();
        CallProgress progress;
        bool? failed = null;
        try
        {
            var reply = await SendAsync(route, replica, request, Retries.Limit(deadline, route.Typical), cancellationToken);
            route.Observe(reply);
            failed = false;
            return new Prediction(Guid.CreateVersion7(_time.GetUtcNow()), reply);
        }
        catch (Exception exception) when (CallFailures.IsTransient(exception, cancellationToken))
        {
            failed = CallFailures.IsFaultOfReplica(exception);
            progress = Progress(model, deadline, started);
            progress.Begin(exception, replica);
            progress.Replicas = route.Replicas.Length;
        }
        catch (OrleansMLException)
        {
            failed = false;
            throw;
        }
        finally
        {
            route.Exit(replica, failed);
        }

        return await PredictAsync(model, request, version, progress, cancellationToken);
    }

    internal async ValueTask<EntityPrediction> PredictAsync(string model, EntityPredictRequest request, int? version, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var deadline = request.Timeout is { } own ? own + Grace : Retries.Options.Deadline;
        return await Retries.ContinueAsync(
            Progress(model, deadline, _time.GetTimestamp()),
            (Router: this, Model: model, Request: request, Version: version),
            static (call, progress, _, token) => call.Router.AttemptEntitiesAsync(call.Model, call.Request, call.Version, progress, token),
            cancellationToken);
    }

    internal ValueTask<ModelRoute> RouteAsync(string model, int? version, CancellationToken cancellationToken) =>
        Find(model, version) is { } route
            ? ValueTask.FromResult(route)
            : Retries.CallAsync($"the look-up of model '{model}'", token => LookUpAsync(model, version, token), cancellationToken);

    private ModelRoute? Find(string model, int? version) => _models.TryGetValue(model, out var watched) ? watched.Find(version) : null;

    private CallProgress Progress(string model, TimeSpan deadline, long started) => new($"the request to model '{model}'", deadline, started, _time);

    private ValueTask<Prediction> PredictAsync(
        string model, PredictRequest request, int? version, CallProgress progress, CancellationToken cancellationToken) =>
        Retries.ContinueAsync(
            progress,
            (Router: this, Model: model, Request: request, Version: version),
            static (call, progress, _, token) => call.Router.AttemptAsync(call.Model, call.Request, call.Version, progress, token),
            cancellationToken);

    private ValueTask<Prediction> AttemptAsync(
        string model, PredictRequest request, int? version, CallProgress progress, CancellationToken cancellationToken) =>
        AttemptAsync(
            model, version, progress,
            async (route, replica) =>
            {
                var rest = request.Timeout is null || progress.Attempts == 1 ? request : request with { Timeout = Rest(progress) };
                var reply = await SendAsync(route, replica, rest, Retries.AttemptLimit(progress, route.Typical), cancellationToken);
                route.Observe(reply);
                return new Prediction(Guid.CreateVersion7(_time.GetUtcNow()), reply);
            },
            cancellationToken);

    private ValueTask<EntityPrediction> AttemptEntitiesAsync(
        string model, EntityPredictRequest request, int? version, CallProgress progress, CancellationToken cancellationToken) =>
        AttemptAsync(
            model, version, progress,
            async (route, replica) =>
            {
                var rest = request.Timeout is null || progress.Attempts == 1 ? request : request with { Timeout = Rest(progress) };
                // Sources may take their whole time limit, which says nothing of the replica.
                var limit = Retries.AttemptLimit(progress, route.Typical) + (route.Version.Description.Features?.Timeout ?? TimeSpan.Zero);
                var reply = await Retries.WithinAsync(token => route.Replicas[replica].PredictEntities(rest, token), limit, cancellationToken);
                return new EntityPrediction(Guid.CreateVersion7(_time.GetUtcNow()), reply);
            },
            cancellationToken);

    private async ValueTask<T> AttemptAsync<T>(
        string model, int? version, CallProgress progress, Func<ModelRoute, int, ValueTask<T>> send, CancellationToken cancellationToken)
    {
        if (_models.TryGetValue(model, out var watched) && progress.Attempts > 1)
            watched.FollowAnew();
        var route = watched?.Find(version) ?? await Retries.WithinAsync(
            token => LookUpAsync(model, version, token), Retries.AttemptLimit(progress), cancellationToken);
        var replica = route.EnterAnother(progress.Asked);
        progress.Ask(replica);
        progress.Replicas = route.Replicas.Length;
        bool? failed = null;
        try
        {
            var answer = await send(route, replica);
            failed = false;
            return answer;
        }
        catch (Exception exception)
        {
            if (!cancellationToken.IsCancellationRequested)
                failed = CallFailures.IsTransient(exception, cancellationToken) && CallFailures.IsFaultOfReplica(exception);
            throw;
        }
        finally
        {
            route.Exit(replica, failed);
        }
    }

    private static TimeSpan Rest(CallProgress progress) =>
        progress.Remaining - Grace is var rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero;

    private ValueTask<PredictReply> SendAsync(
        ModelRoute route, int replica, PredictRequest request, TimeSpan limit, CancellationToken cancellationToken) =>
        route.IsSlow
            ? SendCancellableAsync(route.Replicas[replica], request, limit, cancellationToken)
            : _calls.WithinAsync(route.Replicas[replica].Predict(request, CancellationToken.None), limit);

    // On its own, because the lambda's closure would be allocated for every call.
    private ValueTask<PredictReply> SendCancellableAsync(
        IModelGrain replica, PredictRequest request, TimeSpan limit, CancellationToken cancellationToken) =>
        new(Retries.WithinAsync(token => replica.Predict(request, token).AsTask(), limit, cancellationToken));

    private async Task<ModelRoute> LookUpAsync(string model, int? version, CancellationToken cancellationToken)
    {
        if (!ModelName.IsValid(model))
            throw Unknown(model);

        var snapshot = await _grains.GetGrain<IModelRegistryGrain>(model).GetSnapshot().WaitAsync(cancellationToken);
        if (snapshot.Versions.Length == 0)
            throw Unknown(model);

        var created = new WatchedModel(_grains, snapshot, Retries, _random, _logger);
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
