using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.Storage;

namespace Orleans.Storage;

/// <summary>Keeps grain state in the memory of the cluster, in grains of its own. Nothing survives the end of the cluster.</summary>
internal sealed class MemoryGrainStorage(string name, MemoryGrainStorageOptions options, IGrainFactory grains) : IGrainStorage
{
    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = GetKey(stateName, grainId);
        var record = await GetStore(key).Read(key);
        if (record is null)
        {
            grainState.State = default;
            grainState.ETag = null;
            grainState.RecordExists = false;
            return;
        }

        grainState.State = options.GrainStorageSerializer.Deserialize<T>(new BinaryData(record.Data));
        grainState.ETag = record.Etag;
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = GetKey(stateName, grainId);
        var data = options.GrainStorageSerializer.Serialize(grainState.State).ToArray();
        var result = await GetStore(key).Write(key, new MemoryRecord { Data = data, Etag = grainState.ETag });
        ThrowIfConflict(result, stateName, grainId, grainState.ETag);
        grainState.ETag = result.Etag;
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = GetKey(stateName, grainId);
        ThrowIfConflict(await GetStore(key).Delete(key, grainState.ETag), stateName, grainId, grainState.ETag);
        grainState.State = default;
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static string GetKey(string stateName, GrainId grainId) => $"{grainId}/{stateName}";

    private void ThrowIfConflict(MemoryRecord? result, string stateName, GrainId grainId, string? etag)
    {
        if (result is { IsConflict: true })
        {
            throw new InconsistentStateException(
                $"Version conflict in the storage provider '{name}': the state '{stateName}' of {grainId} has the ETag {result.Etag ?? "null"}, expected was {etag ?? "null"}.",
                result.Etag,
                etag);
        }
    }

    private IMemoryStoreGrain GetStore(string key) =>
        grains.GetGrain<IMemoryStoreGrain>($"{name}/{StableHash.ComputeHash(key) % (uint)options.NumStorageGrains}");
}
