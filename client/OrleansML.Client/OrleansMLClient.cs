using OrleansML.Cluster;
using OrleansML.Features;
using OrleansML.Models;
using OrleansML.Monitoring;
using OrleansML.Tensors;

namespace OrleansML.Client;

/// <summary>The way into OrleansML for .NET applications: predictions, models and the state of the cluster. Safe to share between threads.</summary>
public sealed class OrleansMLClient
{
    private readonly IGrainFactory _grains;
    private readonly ModelRouter _router;

    /// <summary>Creates a client over a connected cluster client; usually done by <c>AddOrleansMLClient</c>.</summary>
    public OrleansMLClient(IGrainFactory grains, ModelRouter router)
    {
        _grains = grains;
        _router = router;
        Registry = new ModelRegistryClient(grains, router.Retries);
        Deployments = new DeploymentClient(grains, router.Retries);
        Features = new FeatureClient(grains, router.Retries);
        Training = new TrainingClient(grains, router.Retries);
        Scoring = new ScoringClient(grains, router.Retries);
        Pipelines = new PipelineClient(grains, router.Retries);
        Labels = new LabelClient(grains, router.Retries);
        Monitor = new MonitorClient(grains, router.Retries);
    }

    /// <summary>Pushes, lists and promotes models.</summary>
    public ModelRegistryClient Registry { get; }

    /// <summary>Decides which versions answer: weights, shadow, canary, rollback.</summary>
    public DeploymentClient Deployments { get; }

    /// <summary>Applies feature views, reads features and delivers events.</summary>
    public FeatureClient Features { get; }

    /// <summary>Starts training runs, follows them and ends them.</summary>
    public TrainingClient Training { get; }

    /// <summary>Starts batch scoring jobs, estimates them, follows them and ends them.</summary>
    public ScoringClient Scoring { get; }

    /// <summary>Applies pipelines, shows when and why they run, starts runs and ends them.</summary>
    public PipelineClient Pipelines { get; }

    /// <summary>Brings labels: what turned out to be true of predictions.</summary>
    public LabelClient Labels { get; }

    /// <summary>Decides how models are watched, and shows what was seen.</summary>
    public MonitorClient Monitor { get; }

    /// <summary>Predicts with the version that serves a model; repeated like every prediction.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="inputs">Each input of the model once, in any order.</param>
    /// <exception cref="OrleansMLException">The code says what went wrong; see <see cref="IModelGrain.Predict"/>.</exception>
    public ValueTask<Prediction> PredictAsync(string model, params Tensor[] inputs) =>
        PredictAsync(model, new PredictRequest { Inputs = inputs });

    /// <summary>
    /// Predicts with a model. Repeated on another replica, within the request's time limit, when a replica or the way to it fails: a
    /// prediction changes nothing.
    /// </summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="request">Inputs, wanted outputs and time limit.</param>
    /// <param name="version">A version, an alias, or a key by which the deployment decides; by default what it decides.</param>
    /// <param name="cancellationToken">
    /// Gives up and takes the request out of the replica's queue. Where the model's answers take less than 10 ms, a request under way is
    /// answered all the same.
    /// </param>
    /// <exception cref="OrleansMLException">The code says what went wrong; see <see cref="IModelGrain.Predict"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public ValueTask<Prediction> PredictAsync(
        string model, PredictRequest request, VersionTarget version = default, CancellationToken cancellationToken = default) =>
        _router.PredictAsync(model, request, version, cancellationToken);

    /// <summary>
    /// Predicts by entity: the silo of the replica reads the features and preprocesses them. Repeated on another replica, within the request's time
    /// limit, when a replica or the way to it fails: a prediction changes nothing.
    /// </summary>
    /// <param name="model">Name of a model whose manifest names features.</param>
    /// <param name="request">Rows, wanted outputs and time limit.</param>
    /// <param name="version">A version, an alias, or a key by which the deployment decides; by default what it decides.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OrleansMLException">The code says what went wrong; see <see cref="IModelGrain.PredictEntities"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public ValueTask<EntityPrediction> PredictEntitiesAsync(
        string model, EntityPredictRequest request, VersionTarget version = default, CancellationToken cancellationToken = default) =>
        _router.PredictAsync(model, request, version, cancellationToken);

    /// <summary>Predicts one row by entity with the version that serves a model whose views have one key.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="entity">The entity's key.</param>
    /// <param name="fields">Request data, and values that override features.</param>
    public ValueTask<EntityPrediction> PredictEntityAsync(string model, FeatureDatum entity, params NamedDatum[] fields) =>
        PredictEntitiesAsync(model, new EntityPredictRequest { Rows = [new EntityRow { Entity = [new NamedDatum("", entity)], Fields = fields }] });

    /// <summary>Predicts one row with the champion version of a model that reads no feature view: all of its data comes with the request.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="fields">The data, by the names of the model's columns; what is left out is missing.</param>
    public ValueTask<EntityPrediction> PredictRowAsync(string model, params NamedDatum[] fields) =>
        PredictEntitiesAsync(model, new EntityPredictRequest { Rows = [new EntityRow { Fields = fields }] });

    /// <summary>
    /// Loads a version wherever its replicas live and completes when all of them answer without loading. Repeated within the long deadline
    /// when a call gets lost: loading what is loaded changes nothing.
    /// </summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="version">A version, an alias, or a key by which the deployment decides; by default what it decides.</param>
    /// <param name="cancellationToken">Gives up waiting; loading goes on.</param>
    public async Task<ModelReplicaStatus[]> WarmAsync(string model, VersionTarget version = default, CancellationToken cancellationToken = default)
    {
        var route = await _router.RouteAsync(model, version, cancellationToken);
        return await Task.WhenAll(route.Replicas.Select(replica =>
            _router.Retries.LongCallAsync($"the loading of model '{model}'", replica.Warm, cancellationToken).AsTask()));
    }

    /// <summary>How the replicas of a version stand, without loading anything. Repeated when a call gets lost: it only reads.</summary>
    /// <inheritdoc cref="WarmAsync"/>
    public async Task<ModelReplicaStatus[]> GetReplicasAsync(string model, VersionTarget version = default, CancellationToken cancellationToken = default)
    {
        var route = await _router.RouteAsync(model, version, cancellationToken);
        return await Task.WhenAll(route.Replicas.Select(replica =>
            _router.Retries.CallAsync($"a replica of model '{model}'", _ => replica.GetStatus(), cancellationToken).AsTask()));
    }

    /// <summary>The schema of a version, from the router's local snapshot. Its look-up is repeated when it gets lost: it only reads.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="version">A version, an alias, or a key by which the deployment decides; by default what it decides.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async ValueTask<ServedModel> DescribeAsync(string model, VersionTarget version = default, CancellationToken cancellationToken = default)
    {
        var route = await _router.RouteAsync(model, version, cancellationToken);
        return new ServedModel(model, route.Version, route.Snapshot);
    }

    /// <summary>Silos, pools, loads and replicas. Repeated when a call gets lost: it only reads.</summary>
    public async Task<ClusterStatus> GetClusterStatusAsync(CancellationToken cancellationToken = default) => await _router.Retries.CallAsync(
        "the cluster's status", _grains.GetGrain<IClusterStatusGrain>(IClusterStatusGrain.Key).GetStatus, cancellationToken);

    /// <summary>Asks the nearest silo whether it can serve. Repeated when the call gets lost: it only reads.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<SiloHealth> CheckSiloAsync(CancellationToken cancellationToken = default) =>
        await _router.Retries.CallAsync("a silo", _ => _grains.GetGrain<ISiloHealthGrain>(0).Check(), cancellationToken);

    /// <summary>
    /// Starts to take a silo out of service: other silos of its pool load what it serves, its replicas move there, and its process ends. Comes
    /// back at once; <see cref="GetDrainAsync"/> tells how it goes on. Repeated when the call gets lost: draining twice is draining once.
    /// </summary>
    /// <param name="silo">Name of the silo, or its address with or without generation.</param>
    /// <param name="options">Time limit and force; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up waiting; a drain that began goes on.</param>
    /// <exception cref="OrleansMLException">See <see cref="IClusterDrainGrain.Start"/>.</exception>
    public async Task<SiloDrainStatus> DrainSiloAsync(string silo, DrainOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new DrainOptions();
        var request = new DrainRequest { Silo = silo, Timeout = options.Timeout, Force = options.Force };
        return await _router.Retries.CallAsync(
            $"the drain of silo '{silo}'", _ => _grains.GetGrain<IClusterDrainGrain>(IClusterDrainGrain.Key).Start(request), cancellationToken);
    }

    /// <summary>How a model keeps the service level objectives of its manifest. Repeated when the call gets lost: it only reads.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.ModelNotFound"/>.</exception>
    public async Task<SloStatus> GetSloAsync(string model, CancellationToken cancellationToken = default)
    {
        ModelName.Require(model);
        return await _router.Retries.CallAsync(
            $"the objectives of model '{model}'", token => _grains.GetGrain<IModelSloGrain>(model).GetStatus(token), cancellationToken);
    }

    /// <summary>How the drain of a silo stands. Repeated when the call gets lost: it only reads.</summary>
    /// <param name="silo">Name of the silo, or its address with or without generation; the generation tells a silo from the one before it.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.SiloNotFound"/>; <see cref="ErrorCode.InvalidRequest"/> when several have that name.</exception>
    public async Task<SiloDrainStatus> GetDrainAsync(string silo, CancellationToken cancellationToken = default) => await _router.Retries.CallAsync(
        $"the drain of silo '{silo}'", _ => _grains.GetGrain<IClusterDrainGrain>(IClusterDrainGrain.Key).GetStatus(silo), cancellationToken);
}
