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
internal sealed class SiloAgentGrain(ModelHost host, ModelSources sources, LeavingSilos leavingSilos, SiloDrain drain, RequestRate rate)
    : Grain, ISiloAgentGrain
{
    private static readonly string ProductVersion =
        typeof(SiloAgentGrain).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

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

    public async Task Preload(string model, int version, CancellationToken cancellationToken) =>
        await host.WarmAsync(await sources.GetAsync(new ModelId(model, version)), cancellationToken);

    public Task NoteLeaving(string silo, bool leaving)
    {
        leavingSilos.Note(SiloAddress.FromParsableString(silo), leaving);
        return Task.CompletedTask;
    }

    public Task<SiloDrainProgress> Drain(TimeSpan timeout, bool force) => Task.FromResult(drain.Start(timeout, force));
}
