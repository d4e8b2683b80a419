using OrleansML.Learning.Features;
using OrleansML.Registry;

namespace OrleansML.Grains.Features;

/// <summary>Which models read a view: the champion of each model, and the versions after it, which are to become one.</summary>
internal sealed class ModelFeatureUses(IGrainFactory grains)
{
    public async Task<ModelFeatureUse[]> OfAsync(string view)
    {
        var names = await grains.GetGrain<IModelCatalogGrain>(IModelCatalogGrain.Key).List();
        var snapshots = await Task.WhenAll(names.Select(name => grains.GetGrain<IModelRegistryGrain>(name).GetSnapshot()));
        return
        [
            .. snapshots.SelectMany(snapshot => snapshot.Versions
                .Where(version => version.Version >= snapshot.Champion)
                .SelectMany(version => UsesOf(snapshot.Model, version, view))),
        ];
    }

    private static IEnumerable<ModelFeatureUse> UsesOf(string model, ModelVersion version, string view) =>
        from use in version.Description.Features?.Views ?? []
        where use.View == view
        select new ModelFeatureUse(FormattableString.Invariant($"model '{model}' version {version.Version}"), use.Features);
}
