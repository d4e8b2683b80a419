using System.Reflection;
using Orleans.Concurrency;
using Orleans.Placement;
using OrleansML.Cluster;
using OrleansML.Grains.Models;
using OrleansML.Grains.Placement;
using OrleansML.Inference;

namespace OrleansML.Grains.Cluster;

/// <summary>Reaches what belongs to its silo: the model host, the drain and the list of silos that leave.</summary>
[Reentrant, SiloPlacement, Immovable, CollectionAgeLimit(Days = 1)]
internal sealed class SiloAgentGrain(
    ModelHost host,
    ModelSources sources,
    LeavingSilos leavingSilos,
    PoolSilos pools,
    ILocalSiloDetails silo,
    SiloDrain drain,
    RequestRate rate,
    TimeProvider time)
    : Grain, ISiloAgentGrain
{
    private static readonly TimeSpan PreloadWait = TimeSpan.FromSeconds(1);

    private static readonly string ProductVersion =
        typeof(SiloAgentGrain).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    // Only touched in turns of this grain.
    private readonly Dictionary<ModelId, Task> _preloads = [];

    public Task<SiloReport> GetReport()
    {
        var models = host.GetModels();
        return Task.FromResult(new SiloReport
        {
            ProductVersion = ProductVersion,
            Devices =
            [
                new SiloDevice
                {
                    Name = "cpu",
                    Threads = host.DeviceThreads,
                    Queued = models.Sum(static model => model.Value.Queued),
                    MemoryBudgetBytes = host.MemoryBudgetBytes,
                    MemoryUsedBytes = models.Sum(static model => model.Value.Bytes),
                },
            ],
            Models = Array.ConvertAll(models, static model => new SiloModel
            {
                Model = model.Key.Model,
                Version = model.Key.Version,
                Bytes = model.Value.Bytes,
                Answered = model.Value.Answered,
            }),
            RequestsPerSecond = rate.PerSecond,
            Drain = drain.Progress,
        });
    }

    public Task<string> GetPool() => Task.FromResult(pools.PoolOf(silo.SiloAddress));

    public async Task<bool> Preload(string model, int version)
    {
        var id = new ModelId(model, version);
        if (!_preloads.TryGetValue(id, out var loading))
            _preloads[id] = loading = Load(id);
        if (await Task.WhenAny(loading, Task.Delay(PreloadWait, time)) != loading)
            return false;

        _preloads.Remove(id);
        await loading;
        return true;
    }

    public Task NoteLeaving(string silo, bool leaving)
    {
        leavingSilos.Note(SiloAddress.FromParsableString(silo), leaving);
        return Task.CompletedTask;
    }

    public Task<SiloDrainProgress> Drain(TimeSpan timeout, bool force) => Task.FromResult(drain.Start(timeout, force));

    private async Task Load(ModelId id) => await host.WarmAsync(await sources.GetAsync(id));
}
