using Orleans.Persistence.Redis;
using Orleans.Storage;

namespace OrleansML.Storage.Redis;

/// <summary>
/// Reads and writes grain state in a store only while that is the service's own: nothing read from an emptied store is believed, and nothing
/// written to one is acknowledged.
/// </summary>
/// <remarks>
/// The store is looked at after each operation rather than before: a server that was replaced in between would go unnoticed otherwise.
/// </remarks>
internal sealed class GuardedGrainStorage(IGrainStorage inner, StoreGuard guard) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        GuardAsync(grainState, () => inner.ReadStateAsync(stateName, grainId, grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        GuardAsync(grainState, () => inner.WriteStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        GuardAsync(grainState, () => inner.ClearStateAsync(stateName, grainId, grainState));

    private async Task GuardAsync<T>(IGrainState<T> grainState, Func<Task> operation)
    {
        guard.ThrowIfClosed();
        var (state, etag, exists) = (grainState.State, grainState.ETag, grainState.RecordExists);
        try
        {
            await operation();
        }
        catch (InconsistentStateException)
        {
            // An emptied store contradicts every ETag; that must not cost the activation the state it holds.
            await ConfirmAsync();
            throw;
        }
        catch (Exception exception) when (exception is RedisStorageException || RedisFaults.IsOfRedis(exception))
        {
            // The provider's text holds the stack trace of its cause, and callers may lack its type.
            throw new StoreUnavailableException(
                $"The store in Redis did not do what it was asked: {exception.Message.Split('\n')[0].TrimEnd()} "
                + "Look whether it runs and takes writes, then try again.");
        }

        await ConfirmAsync();

        async Task ConfirmAsync()
        {
            var status = await guard.CheckAsync();
            if (StoreGuard.IsClosed(status))
                (grainState.State, grainState.ETag, grainState.RecordExists) = (state, etag, exists);
            if (status.Condition is not StoreCondition.Open)
                throw new StoreUnavailableException(status.Message);
        }
    }
}
