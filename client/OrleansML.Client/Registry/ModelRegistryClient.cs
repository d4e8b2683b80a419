using System.Security.Cryptography;
using OrleansML.Models;
using OrleansML.Registry;

namespace OrleansML.Client;

/// <summary>Pushes, lists and promotes models. Every call may be repeated.</summary>
public sealed class ModelRegistryClient
{
    private readonly IGrainFactory _grains;

    internal ModelRegistryClient(IGrainFactory grains) => _grains = grains;

    /// <summary>Uploads a model file or package in chunks and registers it as a version.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="content">A bare <c>.onnx</c> file or a model package; read once, from where it stands to its end.</param>
    /// <param name="options">Version, manifest and pool; null for the defaults.</param>
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
        };
        return await LostCalls.Translate(() => _grains.GetGrain<IModelRegistryGrain>(model).Register(request, cancellationToken));
    }

    /// <summary>All models with their versions, by name.</summary>
    public async Task<ServingSnapshot[]> ListAsync()
    {
        var names = await LostCalls.Translate(() => _grains.GetGrain<IModelCatalogGrain>(IModelCatalogGrain.Key).List());
        return await LostCalls.Translate(() => Task.WhenAll(names.Select(GetSnapshot)));
    }

    /// <summary>The versions and the champion of one model.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.ModelNotFound"/>.</exception>
    public async Task<ServingSnapshot> GetAsync(string model)
    {
        ModelName.Require(model);
        var snapshot = await LostCalls.Translate(() => GetSnapshot(model));
        return snapshot.Versions.Length > 0
            ? snapshot
            : throw new OrleansMLException(ErrorCode.ModelNotFound, $"Request for unknown model: '{model}' is not found");
    }

    /// <summary>Every move of a model, oldest first.</summary>
    public Task<RegistryEvent[]> GetHistoryAsync(string model)
    {
        ModelName.Require(model);
        return LostCalls.Translate(() => _grains.GetGrain<IModelRegistryGrain>(model).GetHistory());
    }

    /// <summary>Makes a version the champion.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="version">Version that is to answer requests which name none.</param>
    /// <param name="reason">Why, for the history.</param>
    /// <param name="cancellationToken">Gives up waiting; whether it took effect is then unknown.</param>
    public Task<ServingSnapshot> PromoteAsync(string model, int version, string reason, CancellationToken cancellationToken = default)
    {
        ModelName.Require(model);
        return LostCalls.Translate(() => _grains.GetGrain<IModelRegistryGrain>(model).Promote(version, reason, cancellationToken));
    }

    private Task<ServingSnapshot> GetSnapshot(string model) => _grains.GetGrain<IModelRegistryGrain>(model).GetSnapshot();

    private async Task<string> UploadAsync(Stream content, CancellationToken cancellationToken)
    {
        var upload = _grains.GetGrain<IArtifactUploadGrain>(Guid.NewGuid().ToString("N"));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            var offset = 0L;
            while (true)
            {
                // A chunk belongs to the message once it is sent, so each has an array of its own.
                var chunk = new byte[IArtifactUploadGrain.MaximumChunkBytes];
                var length = await content.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, cancellationToken);
                if (length > 0)
                {
                    hash.AppendData(chunk, 0, length);
                    await LostCalls.Translate(() => AppendAsync(upload, offset, chunk.AsMemory(0, length), cancellationToken));
                    offset += length;
                }

                if (length < chunk.Length)
                    break;
            }

            var digest = Convert.ToHexStringLower(hash.GetHashAndReset());
            return await LostCalls.Translate(() => upload.Commit(digest, cancellationToken));
        }
        catch
        {
            upload.Abort().Ignore();
            throw;
        }
    }

    private static async Task<bool> AppendAsync(IArtifactUploadGrain upload, long offset, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken)
    {
        await upload.Append(offset, chunk, cancellationToken);
        return true;
    }
}
