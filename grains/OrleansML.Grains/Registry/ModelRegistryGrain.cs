using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Orleans.Utilities;
using OrleansML.Deployments;
using OrleansML.Grains.Signing;
using OrleansML.Inference.Packages;
using OrleansML.Models;
using OrleansML.Registry;

namespace OrleansML.Grains.Registry;

/// <summary>
/// The versions of one model. Changes run one after the other and are answered after they are stored; reads interleave and see stored
/// revisions only. A write names the revision that it follows, so an activation that lives on where a silo was thought dead cannot change
/// anything: it learns what was stored meanwhile, and the change is made again on top of that.
/// </summary>
internal sealed partial class ModelRegistryGrain : Grain, IModelRegistryGrain
{
    private const string DefaultPool = "cpu";
    private const int MaximumStores = 4;

    private readonly IPersistentState<ModelRegistryState> _state;
    private readonly ArtifactReader _artifacts;
    private readonly ArtifactWriter _writer;
    private readonly PackageSignatures _signatures;
    private readonly TimeProvider _time;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly ILogger<ModelRegistryGrain> _logger;
    private readonly ObserverManager<IServingObserver> _observers;
    private readonly string _model;
    private ModelRegistryState _stored = new();

    // A write failed in a way that leaves open whether it took effect.
    private bool _isUncertain;

    public ModelRegistryGrain(
        IGrainContext context,
        [PersistentState("registry")] IPersistentState<ModelRegistryState> state,
        ArtifactReader artifacts,
        ArtifactWriter writer,
        PackageSignatures signatures,
        TimeProvider time,
        IHostApplicationLifetime lifetime,
        ILogger<ModelRegistryGrain> logger)
    {
        _state = state;
        _artifacts = artifacts;
        _writer = writer;
        _signatures = signatures;
        _time = time;
        _lifetime = lifetime;
        _logger = logger;
        _observers = new ObserverManager<IServingObserver>(TimeSpan.FromSeconds(IModelRegistryGrain.SubscriptionSeconds), logger);
        _model = context.GrainId.Key.ToString() ?? "";
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stored = _state.State;
        if (RegistryHistory.FindBreak(_stored.Events) is >= 0 and var broken)
            LogBrokenHistory(_logger, _model, broken);
        return Task.CompletedTask;
    }

    public async Task<ModelVersion> Register(RegisterModelRequest request, CancellationToken cancellationToken)
    {
        ModelName.Require(_model);
        if (request.Version is < 1)
            throw new OrleansMLException(ErrorCode.InvalidRequest, $"Version {request.Version} is not allowed: versions are 1 or more.");

        await Reread();
        var pool = await FindPool(request, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var (version, isNew) = await FindOrInspect(request, pool, cancellationToken);
            if (!isNew)
                return version;

            await GrainFactory.GetGrain<IModelCatalogGrain>(IModelCatalogGrain.Key).Add(_model);
            if (await TryStore(WithVersion(version), attempt))
            {
                await WarmReplicas(version, cancellationToken);
                return version;
            }
        }
    }

    public Task<ServingSnapshot> Promote(int version, string reason, Guid operation, CancellationToken cancellationToken)
    {
        RequireText(reason, "reason");
        var move = NewEvent(RegistryHistory.Promoted, version, reason, operation);
        return Change(operation, stored =>
        {
            RequireVersion(version);
            return stored.Champion == version && stored.Plan is null ? stored : stored.With(move, version, plan: null);
        });
    }

    public Task<ServingSnapshot> SetAlias(SetAliasRequest request, CancellationToken cancellationToken)
    {
        var name = AliasName.Require(request.Name);
        RequireText(request.Reason, "reason");
        RequireText(request.Evidence, "evidence");
        RequireText(request.Actor, "actor");
        if (name == AliasName.Champion && request.Version is null)
            throw new OrleansMLException(ErrorCode.InvalidRequest, "The champion cannot be removed: name the version that is to be it.");

        return Change(request.Operation, stored => Move(stored, request));
    }

    public Task<ServingSnapshot> Deploy(DeployRequest request, CancellationToken cancellationToken)
    {
        var change = request.Change;
        var plan = request.Plan;
        var move = NewEvent(request.Action, plan?.Canary?.Version ?? request.Champion, change.Reason, change.Operation) with
        {
            Evidence = change.Evidence,
            Actor = change.Actor,
            Weights = plan is { Weights.Length: > 1 } ? plan.Weights : null,
        };
        return Change(change.Operation, stored =>
        {
            RequireVersion(request.Champion);
            if (change.ExpectedRevision is { } expected && expected != stored.DeploymentRevision)
            {
                throw new OrleansMLException(
                    ErrorCode.Conflict,
                    $"The deployment of model '{_model}' has revision {stored.DeploymentRevision}, not {expected}: somebody changed it. Look at it again.");
            }

            return stored.With(move, request.Champion, plan);
        });
    }

    // A repetition may arrive after its operation was carried out elsewhere and others followed, for instance on a silo that was frozen.
    private bool HasHappened(Guid operation) => Array.Exists(_stored.Events, move => move.Operation == operation);

    public Task<ServingSnapshot> GetSnapshot() => Task.FromResult(Snapshot());

    public Task<ServingSnapshot> Subscribe(IServingObserver observer)
    {
        _observers.Subscribe(observer, observer);
        return GetSnapshot();
    }

    public Task Unsubscribe(IServingObserver observer)
    {
        _observers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    public Task<RegistryEvent[]> GetHistory() => Task.FromResult(_stored.Events);

    public Task<VersionAtTime> VersionAt(string alias, DateTimeOffset time) =>
        Task.FromResult(RegistryHistory.VersionAt(_stored.Events, AliasName.Require(alias), time));

    private ModelRegistryState Move(ModelRegistryState stored, SetAliasRequest request)
    {
        if (request.Version is { } wanted)
            RequireVersion(wanted);

        var present = Snapshot().VersionOf(request.Name);
        if (request.ExpectedVersion is { } expected && expected != (present ?? 0))
        {
            throw new OrleansMLException(
                ErrorCode.Conflict,
                $"Alias '{request.Name}' of model '{_model}' stands for {Describe(present)}, not for {Describe(expected == 0 ? null : expected)}: somebody moved it. Look at it again.");
        }

        var isChampion = request.Name == AliasName.Champion;
        if (present == request.Version && !(isChampion && stored.Plan is not null))
            return stored;

        var action = isChampion ? RegistryHistory.Promoted : request.Version is null ? RegistryHistory.AliasRemoved : RegistryHistory.Aliased;
        var move = NewEvent(action, request.Version ?? present ?? 0, request.Reason, request.Operation) with
        {
            Alias = isChampion ? null : request.Name,
            Evidence = request.Evidence,
            Actor = request.Actor,
        };
        return isChampion ? stored.With(move, move.Version, plan: null) : stored.With(move).WithAlias(request.Name, request.Version);
    }

    /// <summary>Makes a change once, on top of what is stored and not of what this activation believes.</summary>
    /// <param name="operation">What asks for it.</param>
    /// <param name="change">The state that follows; the same one when there is nothing to change.</param>
    private async Task<ServingSnapshot> Change(Guid operation, Func<ModelRegistryState, ModelRegistryState> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            // What needs no write is not checked by the store, and another activation may have changed it.
            _isUncertain = true;
            await Reread();
            if (HasHappened(operation))
                return Snapshot();

            var next = change(_stored);
            if (ReferenceEquals(next, _stored) || await TryStore(next, attempt))
                return Snapshot();
        }
    }

    private RegistryEvent NewEvent(string action, int version, string reason, Guid operation) => new()
    {
        Revision = 0,
        At = _time.GetUtcNow(),
        Action = action,
        Version = version,
        Reason = reason,
        Hash = "",
        Operation = operation,
    };

    private static string Describe(int? version) => version is { } number ? $"version {number}" : "none";

    private static void RequireText(string? text, string what)
    {
        if (text?.Length > DeploymentChange.MaximumTextLength)
        {
            throw new OrleansMLException(
                ErrorCode.InvalidRequest, $"The {what} has {text.Length} characters; {DeploymentChange.MaximumTextLength} are allowed.");
        }
    }

    private void RequireVersion(int version)
    {
        if (_stored.Versions.Length == 0)
            throw new OrleansMLException(ErrorCode.ModelNotFound, $"Request for unknown model: '{_model}' is not found");
        if (FindVersion(version) is null)
        {
            throw new OrleansMLException(
                ErrorCode.VersionNotFound,
                $"Model '{_model}' has no version {version}; it has {string.Join(", ", _stored.Versions.Select(known => known.Version))}.");
        }
    }

    /// <summary>The version that holds the upload already, or the one that it is to become.</summary>
    private async Task<(ModelVersion Version, bool IsNew)> FindOrInspect(RegisterModelRequest request, string pool, CancellationToken cancellationToken)
    {
        var number = request.Version ?? _stored.Versions.LastOrDefault(known => known.Artifact == request.Artifact)?.Version ?? NextVersion();
        var inspection = await Inspect(request, pool, number, cancellationToken);
        if (FindVersion(number) is { } existing)
        {
            if (existing.Package == inspection.Package)
                return (existing, false);
            if (request.Version is not null)
                throw Taken(existing, inspection);

            number = NextVersion();
            inspection = await Inspect(request, pool, number, cancellationToken);
        }

        var version = new ModelVersion
        {
            Version = number,
            Package = inspection.Package,
            PackageBytes = inspection.PackageBytes,
            Artifact = request.Artifact,
            Description = inspection.Description,
            RegisteredAt = _time.GetUtcNow(),
            Signature = await SignAsync(request, inspection.Package, cancellationToken),
        };
        return (version, true);
    }

    private async Task<string?> SignAsync(RegisterModelRequest request, string package, CancellationToken cancellationToken) =>
        _signatures.SignatureOf(_model, package, request.Signature) is { } envelope ? await _writer.WriteAsync(envelope, cancellationToken) : null;

    private async Task<string> FindPool(RegisterModelRequest request, CancellationToken cancellationToken)
    {
        var manifest = await _artifacts.ReadManifestAsync(request.Artifact, cancellationToken) ?? request.Manifest ?? "";
        return ModelInspector.ReadPool(manifest) ?? ModelName.Require(request.Pool ?? DefaultPool, "pool");
    }

    private Task<ModelInspection> Inspect(RegisterModelRequest request, string pool, int version, CancellationToken cancellationToken)
    {
        var inspect = new InspectRequest { Artifact = request.Artifact, Model = _model, Version = version, Manifest = request.Manifest, Signature = request.Signature };
        return GrainFactory.GetGrain<IModelInspectorGrain>($"{pool}/{request.Artifact}").Inspect(inspect, cancellationToken);
    }

    private ModelRegistryState WithVersion(ModelVersion version)
    {
        var state = _stored.With("registered", version.Version, "", _time.GetUtcNow());
        return state with
        {
            Versions = [.. state.Versions.Append(version).OrderBy(known => known.Version)],
            Champion = state.Champion == 0 ? version.Version : state.Champion,
        };
    }

    /// <summary>Stores a state that follows from the stored one.</summary>
    /// <returns>False when another activation had stored something else meanwhile, which is read by then.</returns>
    private async Task<bool> TryStore(ModelRegistryState state, int attempt)
    {
        _state.State = state;
        try
        {
            await _state.WriteStateAsync();
        }
        catch (InconsistentStateException exception)
        {
            LogOvertaken(_logger, _model, state.Revision, exception);
            _isUncertain = true;
            await Reread();
            return attempt < MaximumStores ? false : throw new OrleansMLException(
                ErrorCode.Unavailable, $"Model '{_model}' is being changed by others at the same time; the change did not happen. Repeat it.", exception);
        }
        catch (Exception exception)
        {
            _state.State = _stored;
            _isUncertain = true;
            throw new OrleansMLException(
                ErrorCode.StorageUnavailable,
                $"The change of model '{_model}' could not be stored: {exception.Message.TrimEnd('.')}. Repeat it; repeating cannot make it happen twice.",
                exception);
        }

        await Accept(state);
        return true;
    }

    /// <summary>Finds out what is stored after a write whose outcome is not known; otherwise what is in memory is what is stored.</summary>
    private async Task Reread()
    {
        if (!_isUncertain)
            return;

        try
        {
            await _state.ReadStateAsync();
        }
        catch (Exception exception)
        {
            _state.State = _stored;
            throw new OrleansMLException(
                ErrorCode.StorageUnavailable, $"The state of model '{_model}' could not be read: {exception.Message.TrimEnd('.')}. Repeat the request.", exception);
        }

        _isUncertain = false;
        if (_state.State.Revision != _stored.Revision)
            await Accept(_state.State);
    }

    private async Task Accept(ModelRegistryState state)
    {
        _stored = state;
        var snapshot = Snapshot();
        await _observers.Notify(observer => observer.OnChanged(snapshot));
    }

    private async Task WarmReplicas(ModelVersion version, CancellationToken cancellationToken)
    {
        try
        {
            // A replica that loads asks this grain where from, which nobody answers once the silo stops and waits for this call to end.
            await Task.WhenAll(Enumerable.Range(0, version.Description.Replicas).Select(replica =>
            {
                var key = new ModelKey(version.Description.Pool, _model, version.Version, replica);
                return GrainFactory.GetGrain<IModelGrain>(key.ToString()).Warm(cancellationToken);
            })).WaitAsync(_lifetime.ApplicationStopping);
        }
        catch (Exception exception)
        {
            // The version is registered and loads at its first request; not being warm yet is no reason to fail the push.
            LogNotWarm(_logger, _model, version.Version, exception);
        }
    }

    private ModelVersion? FindVersion(int version) => Array.Find(_stored.Versions, known => known.Version == version);

    private int NextVersion() => _stored.Versions.Length == 0 ? 1 : checked(_stored.Versions[^1].Version + 1);

    private ServingSnapshot Snapshot() => new()
    {
        Model = _model,
        Revision = _stored.Revision,
        Champion = _stored.Champion,
        Versions = _stored.Versions,
        Plan = _stored.Plan,
        Aliases = _stored.Aliases,
        DeploymentRevision = _stored.DeploymentRevision,
    };

    private OrleansMLException Taken(ModelVersion existing, ModelInspection pushed) => new(
        ErrorCode.Conflict,
        $"Version {existing.Version} of model '{_model}' holds package {existing.Package}; the pushed one is {pushed.Package}. "
        + "Versions never change: push it as another version.");

    [LoggerMessage(Level = LogLevel.Error, Message = "The stored history of model {Model} was changed: event {Index} does not follow from the one before.")]
    private static partial void LogBrokenHistory(ILogger logger, string model, int index);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Revision {Revision} of model {Model} was stored by another activation first; the change is made on top of it.")]
    private static partial void LogOvertaken(ILogger logger, string model, long revision, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Version {Version} of model {Model} is registered but not loaded yet.")]
    private static partial void LogNotWarm(ILogger logger, string model, int version, Exception exception);
}
