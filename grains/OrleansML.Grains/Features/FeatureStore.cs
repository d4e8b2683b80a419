using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace OrleansML.Grains.Features;

/// <summary>
/// Reads and writes what is stored of entities, private views encrypted. Entities use it in place of a persistent state, which would be read at
/// every activation whether the view's policy has anything stored or not.
/// </summary>
internal sealed class FeatureStore(IServiceProvider services, FeatureKeys keys)
{
    private const string StateName = "features";

    private readonly Lazy<IGrainStorage> _storage = new(() => services.GetRequiredKeyedService<IGrainStorage>("Default"));

    /// <summary>Reads an entity; a revision of 0 says that nothing is stored.</summary>
    /// <exception cref="InvalidDataException">It cannot be opened.</exception>
    public async Task<StoredFeatures> ReadAsync(GrainId grain, GrainState<StoredFeatures> state)
    {
        await _storage.Value.ReadStateAsync(StateName, grain, state);
        var stored = state.State ?? new StoredFeatures();
        return stored.Sealed ? Open(stored, grain) : stored;
    }

    /// <summary>Writes an entity on top of what was last read or written.</summary>
    /// <param name="grain">The entity.</param>
    /// <param name="state">Bears the version that is written on.</param>
    /// <param name="stored">What to write.</param>
    /// <param name="isPrivate">Whether to encrypt it.</param>
    /// <exception cref="InconsistentStateException">Another activation has written meanwhile.</exception>
    public Task WriteAsync(GrainId grain, GrainState<StoredFeatures> state, StoredFeatures stored, bool isPrivate)
    {
        state.State = isPrivate ? Seal(stored, grain) : stored;
        return _storage.Value.WriteStateAsync(StateName, grain, state);
    }

    private StoredFeatures Seal(StoredFeatures stored, GrainId grain) => stored with
    {
        Row = keys.Seal(stored.Row, $"{grain}/row"),
        Windows = keys.Seal(stored.Windows, $"{grain}/windows"),
        Sealed = true,
    };

    private StoredFeatures Open(StoredFeatures stored, GrainId grain) => stored with
    {
        Row = keys.Open(stored.Row, $"{grain}/row"),
        Windows = keys.Open(stored.Windows, $"{grain}/windows"),
        Sealed = false,
    };
}
