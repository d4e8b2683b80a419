using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansML.Models;
using OrleansML.Registry;
using OrleansML.Tensors;

namespace OrleansML.Client;

/// <summary>
/// Sends each prediction to a replica of the right version, and to another one when that fails. Routes are held locally and the registry
/// sends their changes, so a prediction costs one call. Names that nobody registered are asked for anew each time and are not remembered.
/// </summary>
public sealed class ModelRouter : IDisposable
{
    // The silo's own report of a deadline says more than ours can; it gets this long to arrive.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(100);

    private readonly Guid _id = Guid.NewGuid();
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

    internal ValueTask<Prediction> PredictAsync(string model, PredictRequest request, VersionTarget target, CancellationToken cancellationToken)
    {
        // What nearly every request is: the model is known, and there is nothing to decide.
        return _models.TryGetValue(model, out var watched) && target.Alias is null && (target.Version is not null || watched.Plan is null)
            ? PredictAsync(model, request, target.Version, DeadlineOf(request.Timeout), _time.GetTimestamp(), cancellationToken)
            : PredictTargetAsync(model, request, target, cancellationToken);
    }

    internal async ValueTask<EntityPrediction> PredictAsync(
        string model, EntityPredictRequest request, VersionTarget target, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (deadline, started) = (DeadlineOf(request.Timeout), _time.GetTimestamp());
        var watched = Known(model, target) ?? await WatchAsync(model, Progress(model, deadline, started), cancellationToken);
        if (target.IsFixed || watched.Plan is not { } plan)
            return await PredictAsync(model, request, VersionOf(watched, target), deadline, started, cancellationToken);

        var calls = new PlannedCalls<EntityPrediction>(
            plan, Retries, (version, limit, begun, token) => PredictAsync(model, request, version, limit, begun, token), static answer => answer.Prediction.Outputs);
        var version = plan.Choose(PointOf(model, target.RoutingKey ?? RoutingPoint.KeyOf(request)));
        return await calls.RunAsync(
            version, deadline - _time.GetElapsedTime(started), number => TypicalOf(watched, number),
            () => (number, limit, begun, token) => PredictAsync(model, request, number, limit, begun, token), cancellationToken);
    }

    internal async ValueTask<ModelRoute> RouteAsync(string model, VersionTarget target, CancellationToken cancellationToken)
    {
        var watched = Known(model, target)
            ?? await WatchAsync(model, Retries.Begin($"the look-up of model '{model}'"), cancellationToken);
        var version = VersionOf(watched, target);
        return watched.Find(version) ?? throw NoVersion(watched.Snapshot, version);
    }

    private async ValueTask<Prediction> PredictTargetAsync(
        string model, PredictRequest request, VersionTarget target, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (deadline, started) = (DeadlineOf(request.Timeout), _time.GetTimestamp());
        var watched = Known(model, target) ?? await WatchAsync(model, Progress(model, deadline, started), cancellationToken);
        if (target.IsFixed || watched.Plan is not { } plan)
            return await PredictAsync(model, request, VersionOf(watched, target), deadline, started, cancellationToken);

        var calls = new PlannedCalls<Prediction>(
            plan, Retries, (version, limit, begun, token) => PredictAsync(model, request, version, limit, begun, token), static answer => answer.Outputs);
        var version = plan.Choose(PointOf(model, target.RoutingKey));
        return await calls.RunAsync(
            version, deadline - _time.GetElapsedTime(started), number => TypicalOf(watched, number),
            () =>
            {
                var copy = Copy(request);
                return (number, limit, begun, token) => PredictAsync(model, copy, number, limit, begun, token);
            },
            cancellationToken);
    }

    private async ValueTask<Prediction> PredictAsync(
        string model, PredictRequest request, int? version, TimeSpan deadline, long started, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
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
            return new Prediction(reply);
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

    private ValueTask<EntityPrediction> PredictAsync(
        string model, EntityPredictRequest request, int? version, TimeSpan deadline, long started, CancellationToken cancellationToken) =>
        Retries.ContinueAsync(
            Progress(model, deadline, started),
            (Router: this, Model: model, Request: request, Version: version),
            static (call, progress, _, token) => call.Router.AttemptEntitiesAsync(call.Model, call.Request, call.Version, progress, token),
            cancellationToken);

    private TimeSpan DeadlineOf(TimeSpan? own) => own is { } timeout ? timeout + Grace : Retries.Options.Deadline;

    private int PointOf(string model, string? key) => key is null ? _random(RoutingPoint.Count) : RoutingPoint.Of(model, key);

    private static TimeSpan TypicalOf(WatchedModel watched, int version) => watched.Find(version)?.Typical ?? TimeSpan.Zero;

    private static int? VersionOf(WatchedModel watched, VersionTarget target) =>
        target.Alias is { } alias ? watched.Snapshot.VersionOf(alias) ?? throw NoAlias(watched.Snapshot, alias) : target.Version;

    private static PredictRequest Copy(PredictRequest request) => request with
    {
        Inputs = Array.ConvertAll(request.Inputs, static input => new Tensor(input.Name, input.Type, input.Shape, input.Data.ToArray())),
    };

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
                return new Prediction(reply);
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
                return new EntityPrediction(reply);
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

    /// <summary>The model; null where it is not known yet, or not known to have what is asked for.</summary>
    private WatchedModel? Known(string model, VersionTarget target) =>
        _models.TryGetValue(model, out var watched) && Has(watched.Snapshot, target) ? watched : null;

    private ValueTask<WatchedModel> WatchAsync(string model, CallProgress progress, CancellationToken cancellationToken) => Retries.ContinueAsync(
        progress,
        (Router: this, Model: model),
        static (call, progress, retries, token) => new ValueTask<WatchedModel>(
            retries.WithinAsync(inner => call.Router.LookUpAsync(call.Model, inner), retries.AttemptLimit(progress), token)),
        cancellationToken);

    private static bool Has(ServingSnapshot serving, VersionTarget target) =>
        target.Alias is { } alias ? serving.VersionOf(alias) is not null : target.Version is not { } version || serving.Find(version) is not null;

    private async Task<ModelRoute> LookUpAsync(string model, int? version, CancellationToken cancellationToken)
    {
        var watched = await LookUpAsync(model, cancellationToken);
        return watched.Find(version) ?? throw NoVersion(watched.Snapshot, version);
    }

    private async Task<WatchedModel> LookUpAsync(string model, CancellationToken cancellationToken)
    {
        if (!ModelName.IsValid(model))
            throw Unknown(model);

        var snapshot = await _grains.GetGrain<IModelRegistryGrain>(model).GetSnapshot().WaitAsync(cancellationToken);
        if (snapshot.Versions.Length == 0)
            throw Unknown(model);

        var created = new WatchedModel(_grains, snapshot, Retries, _random, _logger);
        var watched = _models.GetOrAdd(model, created);
        if (ReferenceEquals(watched, created))
        {
            _ = watched.FollowAsync(_observerReference.Value, _stopping.Token);
            _ = watched.ReportAsync(_id, _stopping.Token);
        }
        else
        {
            watched.Update(snapshot);
        }

        return watched;
    }

    private static OrleansMLException NoVersion(ServingSnapshot serving, int? version) => new(
        ErrorCode.VersionNotFound,
        $"Model '{serving.Model}' has no version {version}; it has {string.Join(", ", serving.Versions.Select(static known => known.Version))}.");

    private static OrleansMLException NoAlias(ServingSnapshot serving, string alias) => new(
        ErrorCode.VersionNotFound,
        $"Model '{serving.Model}' has no alias '{alias}'; it has {string.Join(", ", serving.Aliases.Select(static known => known.Name).Prepend(AliasName.Champion))}.");

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
