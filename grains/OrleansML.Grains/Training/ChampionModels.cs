using OrleansML.Registry;

namespace OrleansML.Grains.Training;

/// <summary>Finds champions.</summary>
internal sealed class ChampionModels(IGrainFactory grains, ChampionReader reader)
{
    /// <summary>The champion of a model; null where there is none.</summary>
    public async Task<ChampionModel?> FindAsync(string model, CancellationToken cancellationToken)
    {
        var snapshot = await grains.GetGrain<IModelRegistryGrain>(model).GetSnapshot();
        return snapshot.Find(snapshot.Champion) is { } version ? await reader.ReadAsync(model, version, cancellationToken) : null;
    }
}
