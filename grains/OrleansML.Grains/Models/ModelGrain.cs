using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Placement;
using OrleansML.Grains.Features;
using OrleansML.Grains.Monitoring;
using OrleansML.Grains.Placement;
using OrleansML.Inference;
using OrleansML.Models;

namespace OrleansML.Grains.Models;

/// <summary>
/// Fronts one replica. Reentrant, since it keeps nothing between calls but where its model comes from; the model lives in the silo's
/// <see cref="ModelHost"/> and survives this grain. Activation starts loading and does not wait for it.
/// </summary>
[Reentrant, PoolPlacement, Immovable, CollectionAgeLimit(Days = 1)]
internal sealed partial class ModelGrain : Grain, IModelGrain
{
    private readonly ModelHost _host;
    private readonly ModelSources _sources;
    private readonly LocalReplicas _replicas;
    private readonly EntityPredictor _entities;
    private readonly MonitoredVersions _monitored;
    private readonly ILocalSiloDetails _silo;
    private readonly ILogger<ModelGrain> _logger;
    private readonly ModelKey _key;
    private readonly string _keyText;
    private MonitoredVersion? _observer;
    private ModelSource? _source;

    public ModelGrain(
        IGrainContext context,
        ModelHost host,
        ModelSources sources,
        LocalReplicas replicas,
        EntityPredictor entities,
        MonitoredVersions monitored,
        ILocalSiloDetails silo,
        ILogger<ModelGrain> logger)
    {
        _host = host;
        _sources = sources;
        _replicas = replicas;
        _entities = entities;
        _monitored = monitored;
        _silo = silo;
        _logger = logger;
        _keyText = context.GrainId.Key.ToString() ?? "";
        _key = ModelKey.Parse(_keyText);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _replicas.Add(_key, GrainContext);
        _ = StartLoading();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _replicas.Remove(_key, GrainContext);
        return Task.CompletedTask;
    }

    public ValueTask<PredictReply> Predict(PredictRequest request, CancellationToken cancellationToken) =>
        _source is { } source
            ? _host.PredictAsync(source, request, cancellationToken, _observer)
            : PredictAfterLookUp(request, cancellationToken);

    public async Task<EntityPredictReply> PredictEntities(EntityPredictRequest request, CancellationToken cancellationToken) =>
        await _entities.PredictAsync(await GetSource(), request, _observer, cancellationToken);

    public async Task<ModelReplicaStatus> Warm(CancellationToken cancellationToken)
    {
        await _host.WarmAsync(await GetSource(), cancellationToken);
        return await GetStatus();
    }

    public Task<ModelReplicaStatus> GetStatus()
    {
        var status = _host.GetStatus(new ModelId(_key.Model, _key.Version));
        return Task.FromResult(new ModelReplicaStatus
        {
            Key = _keyText,
            Silo = _silo.SiloAddress.ToParsableString(),
            Ready = status is not null,
            Queued = status?.Queued ?? 0,
            Answered = status?.Answered ?? 0,
            Failed = status?.Failed ?? 0,
            Batches = status?.Batches ?? 0,
            Bytes = status?.Bytes ?? 0,
        });
    }

    private async ValueTask<PredictReply> PredictAfterLookUp(PredictRequest request, CancellationToken cancellationToken) =>
        await _host.PredictAsync(await GetSource(), request, cancellationToken, _observer);

    private async Task StartLoading()
    {
        try
        {
            await _host.WarmAsync(await GetSource());
        }
        catch (Exception exception)
        {
            // Whoever asks for a prediction gets the same failure as an answer.
            LogLoadFailed(_logger, _keyText, exception);
        }
    }

    private async ValueTask<ModelSource> GetSource()
    {
        if (_source is { } known)
            return known;

        var source = await _sources.GetAsync(new ModelId(_key.Model, _key.Version));
        _observer = await _monitored.OfAsync(source);
        return _source = source;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Replica {Key} could not be loaded.")]
    private static partial void LogLoadFailed(ILogger logger, string key, Exception exception);
}
