using System.Collections.Concurrent;
using OrleansML.Grains.Registry;
using OrleansML.Grains.Signing;
using OrleansML.Inference;
using OrleansML.Registry;

namespace OrleansML.Grains.Models;

/// <summary>
/// Where versions are loaded from. A version never changes, so its silo asks the registry once; a replica that comes back finds its model
/// even while the registry is down.
/// </summary>
internal sealed class ModelSources(IGrainFactory grains, ArtifactReader artifacts, PackageSignatures signatures)
{
    private readonly ConcurrentDictionary<ModelId, ModelSource> _known = new();

    public async ValueTask<ModelSource> GetAsync(ModelId id)
    {
        if (_known.TryGetValue(id, out var known))
            return known;

        var snapshot = await grains.GetGrain<IModelRegistryGrain>(id.Model).GetSnapshot();
        var version = snapshot.Find(id.Version) ?? throw new OrleansMLException(
            ErrorCode.VersionNotFound, $"Model '{id.Model}' has no version {id.Version}.");
        return _known.GetOrAdd(id, new ModelSource(id, version.Description, () => OpenAsync(id.Model, version)));
    }

    private async ValueTask<Stream> OpenAsync(string model, ModelVersion version)
    {
        await signatures.RequireSignedAsync(model, version);
        return await artifacts.OpenVerifiedAsync(version.Package);
    }
}
