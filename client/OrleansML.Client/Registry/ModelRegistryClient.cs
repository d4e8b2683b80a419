using OrleansML.Models;
using OrleansML.Registry;

namespace OrleansML.Client;

/// <summary>Pushes, lists and promotes models. Every call may be repeated.</summary>
public sealed class ModelRegistryClient
{
    private readonly IGrainFactory _grains;
    private readonly CallRetries _retries;

    internal ModelRegistryClient(IGrainFactory grains, CallRetries retries)
    {
        _grains = grains;
        _retries = retries;
    }

    /// <summary>
    /// Uploads a model file or package in chunks and registers it as a version. Each chunk and the registration are repeated when they get
    /// lost: a chunk that arrived is not written twice, and the same content again gives the version that it has.
    /// </summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="content">A bare <c>.onnx</c> file or a model package; read once, from where it stands to its end.</param>
    /// <param name="options">Version, manifest, pool and signature; null for the defaults.</param>
    /// <param name="cancellationToken">Stops between chunks; nothing is registered then, unless registration had begun.</param>
    /// <exception cref="OrleansMLException">See <see cref="IModelRegistryGrain.Register"/> and <see cref="IArtifactUploadGrain.Append"/>.</exception>
    public async Task<ModelVersion> PushAsync(
        string model, Stream content, PushOptions? options = null, CancellationToken cancellationToken = default)
    {
        ModelName.Require(model);
        var artifact = await UploadAsync(content, cancellationToken);
        var request = new RegisterModelRequest
        {
            Artifact = artifact,
            Version = options?.Version,
            Manifest = options?.Manifest,
            Pool = options?.Pool,
            Signature = options?.Signature,
        };
        var registry = _grains.GetGrain<IModelRegistryGrain>(model);
        return await _retries.LongCallAsync($"the registration of model '{model}'", token => registry.Register(request, token), cancellationToken);
    }

    /// <summary>All models with their versions, by name. Repeated when a call gets lost: it only reads.</summary>
    public async Task<ServingSnapshot[]> ListAsync()
    {
        var names = await _retries.CallAsync("the catalog of models", _ => _grains.GetGrain<IModelCatalogGrain>(IModelCatalogGrain.Key).List());
        var snapshots = await Task.WhenAll(names.Select(name => GetSnapshot(name).AsTask()));

        // A name is in the catalog before its first version is stored.
        return Array.FindAll(snapshots, snapshot => snapshot.Versions.Length > 0);
    }

    /// <summary>The versions and the champion of one model. Repeated when a call gets lost: it only reads.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.ModelNotFound"/>.</exception>
    public async Task<ServingSnapshot> GetAsync(string model)
    {
        ModelName.Require(model);
        var snapshot = await GetSnapshot(model);
        return snapshot.Versions.Length > 0
            ? snapshot
            : throw new OrleansMLException(ErrorCode.ModelNotFound, $"Request for unknown model: '{model}' is not found");
    }

    /// <summary>Every move of a model, oldest first. Repeated when a call gets lost: it only reads.</summary>
    public async Task<RegistryEvent[]> GetHistoryAsync(string model)
    {
        ModelName.Require(model);
        return await _retries.CallAsync($"the history of model '{model}'", _ => _grains.GetGrain<IModelRegistryGrain>(model).GetHistory());
    }

    /// <summary>
    /// Makes a version the champion. Repeated when the call gets lost: promoting the champion changes nothing. Who promotes another version
    /// within the same seconds may find that the repetition came last; the history shows it.
    /// </summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="version">Version that is to answer requests which name none.</param>
    /// <param name="reason">Why, for the history.</param>
    /// <param name="cancellationToken">Gives up waiting; whether it took effect is then unknown.</param>
    public async Task<ServingSnapshot> PromoteAsync(string model, int version, string reason, CancellationToken cancellationToken = default)
    {
        ModelName.Require(model);
        var registry = _grains.GetGrain<IModelRegistryGrain>(model);
        var operation = Guid.NewGuid();
        return await _retries.CallAsync(
            $"the promotion of model '{model}'", token => registry.Promote(version, reason, operation, token), cancellationToken);
    }

    /// <summary>
    /// Moves an alias, if it still stands where it is expected. Repeated when the call gets lost: an operation happens once, and who moves the
    /// alias meanwhile is not overrun when the expected version is given.
    /// </summary>
    /// <exception cref="OrleansMLException">See <see cref="IModelRegistryGrain.SetAlias"/>.</exception>
    public async Task<ServingSnapshot> SetAliasAsync(string model, SetAliasRequest request, CancellationToken cancellationToken = default)
    {
        ModelName.Require(model);
        var registry = _grains.GetGrain<IModelRegistryGrain>(model);
        return await _retries.CallAsync($"the alias of model '{model}'", token => registry.SetAlias(request, token), cancellationToken);
    }

    /// <summary>Which version an alias stood for at a time. Repeated when a call gets lost: it only reads.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    public async Task<VersionAtTime> GetVersionAtAsync(string model, string alias, DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        ModelName.Require(model);
        var registry = _grains.GetGrain<IModelRegistryGrain>(model);
        return await _retries.CallAsync($"the history of model '{model}'", _ => registry.VersionAt(alias, time), cancellationToken);
    }

    private ValueTask<ServingSnapshot> GetSnapshot(string model) =>
        _retries.CallAsync($"the registry of model '{model}'", _ => _grains.GetGrain<IModelRegistryGrain>(model).GetSnapshot());

    private async Task<string> UploadAsync(Stream content, CancellationToken cancellationToken)
    {
        var upload = new ArtifactUpload(_grains, _retries, content);
        return await upload.RunAsync(cancellationToken);
    }
}
