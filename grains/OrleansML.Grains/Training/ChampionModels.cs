using OrleansML.Grains.Registry;
using OrleansML.Inference.Packages;
using OrleansML.Registry;

namespace OrleansML.Grains.Training;

/// <summary>Reads champions.</summary>
internal sealed class ChampionModels(IGrainFactory grains, ArtifactReader artifacts)
{
    /// <summary>The champion of a model; null where there is none.</summary>
    public async Task<ChampionModel?> FindAsync(string model, CancellationToken cancellationToken)
    {
        var snapshot = await grains.GetGrain<IModelRegistryGrain>(model).GetSnapshot();
        if (snapshot.Find(snapshot.Champion) is not { } version)
            return null;

        await using var package = await artifacts.OpenVerifiedAsync(version.Package);
        var manifest = await Task.Run(() => ModelPackage.ReadManifest(package), cancellationToken);
        package.Position = 0;
        return new ChampionModel(version.Package, manifest, await Task.Run(() => ModelPackage.ReadModel(package), cancellationToken));
    }
}
