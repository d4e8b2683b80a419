using OrleansML.Grains.Models;
using OrleansML.Inference;

namespace OrleansML.Grains.Scoring;

/// <summary>Models that score on this silo: each is loaded once, whatever number of workers use it, and unloaded with the last. Safe for concurrent use.</summary>
internal sealed class ScoringModels(ModelSources sources)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ModelId, Entry> _loaded = [];

    /// <summary>A model, loaded on a thread of its own when nobody has it yet. Give it back by <see cref="Return"/>.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidModel"/>, <see cref="ErrorCode.ArtifactNotFound"/>, <see cref="ErrorCode.StorageUnavailable"/>.</exception>
    public async Task<(BulkModel Model, ModelSource Source)> GetAsync(ModelId id)
    {
        var source = await sources.GetAsync(id);
        Entry entry;
        lock (_lock)
        {
            // One whose loading failed goes with the last of those who waited for it.
            if (!_loaded.TryGetValue(id, out entry!))
                _loaded[id] = entry = new Entry(LoadAsync(source));
            entry.Users++;
        }

        try
        {
            return (await entry.Loading, source);
        }
        catch
        {
            Return(id);
            throw;
        }
    }

    /// <summary>Gives a model back.</summary>
    public void Return(ModelId id)
    {
        Entry? last = null;
        lock (_lock)
        {
            if (_loaded.TryGetValue(id, out var entry) && --entry.Users == 0)
            {
                _loaded.Remove(id);
                last = entry;
            }
        }

        last?.Loading.ContinueWith(static loading => loading.GetAwaiter().GetResult().Dispose(), TaskContinuationOptions.OnlyOnRanToCompletion);
    }

    private static async Task<BulkModel> LoadAsync(ModelSource source)
    {
        var package = await source.OpenPackage();
        return await Task.Factory.StartNew(
            () =>
            {
                using (package)
                    return BulkModel.Load(source, package);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    private sealed class Entry(Task<BulkModel> loading)
    {
        public Task<BulkModel> Loading { get; } = loading;

        public int Users { get; set; }
    }
}
