using Orleans.Runtime.MembershipService.SiloMetadata;
using OrleansML.Cluster;
using OrleansML.Grains.Placement;
using OrleansML.Models;
using OrleansML.Registry;

namespace OrleansML.Grains.Cluster;

/// <summary>Gathers the cluster's state on demand. A part that does not answer is shown as unknown, never waited for without end.</summary>
internal sealed class ClusterStatusGrain(ISiloMetadataCache metadata, TimeProvider time) : Grain, IClusterStatusGrain
{
    private static readonly TimeSpan PartTimeout = TimeSpan.FromSeconds(5);

    public async Task<ClusterStatus> GetStatus(CancellationToken cancellationToken)
    {
        var management = GrainFactory.GetGrain<IManagementGrain>(0);
        var hosts = await management.GetDetailedHosts(onlyActive: false, cancellationToken);
        var silos = await Task.WhenAll(hosts
            .OrderByDescending(host => host.Status == SiloStatus.Active)
            .ThenBy(host => host.SiloName, StringComparer.Ordinal)
            .Select(host => Describe(management, host, cancellationToken)));
        return new ClusterStatus { Silos = silos, Replicas = await GetReplicas(cancellationToken) };
    }

    private async Task<SiloDescription> Describe(IManagementGrain management, MembershipEntry host, CancellationToken cancellationToken)
    {
        var description = new SiloDescription
        {
            Address = host.SiloAddress.ToParsableString(),
            Name = host.SiloName ?? "",
            Pool = metadata.GetSiloMetadata(host.SiloAddress).Metadata.GetValueOrDefault(PoolPlacementFilterDirector.PoolLabel, ""),
            Status = host.Status.ToString(),
            Activations = -1,
            ProcessorPercent = -1,
            MemoryBytes = -1,
        };
        if (host.Status != SiloStatus.Active)
            return description;

        try
        {
            var statistics = await management.GetRuntimeStatistics([host.SiloAddress], cancellationToken).WaitAsync(PartTimeout, time, cancellationToken);
            var usage = statistics[0].EnvironmentStatistics;
            return description with
            {
                Activations = statistics[0].ActivationCount,
                ProcessorPercent = usage.FilteredCpuUsagePercentage,
                MemoryBytes = usage.RawMemoryUsageBytes,
            };
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            return description;
        }
    }

    private async Task<ModelReplicaStatus[]> GetReplicas(CancellationToken cancellationToken)
    {
        var models = await GrainFactory.GetGrain<IModelCatalogGrain>(IModelCatalogGrain.Key).List();
        var replicas = await Task.WhenAll(models.Select(model => GetReplicas(model, cancellationToken)));
        return [.. replicas.SelectMany(statuses => statuses).OrderBy(status => status.Key, StringComparer.Ordinal)];
    }

    private async Task<ModelReplicaStatus[]> GetReplicas(string model, CancellationToken cancellationToken)
    {
        var snapshot = await GrainFactory.GetGrain<IModelRegistryGrain>(model).GetSnapshot();
        if (snapshot.Find(snapshot.Champion) is not { } champion)
            return [];

        return await Task.WhenAll(Enumerable.Range(0, champion.Description.Replicas).Select(replica =>
            GetReplica(new ModelKey(champion.Description.Pool, model, champion.Version, replica).ToString(), cancellationToken)));
    }

    private async Task<ModelReplicaStatus> GetReplica(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await GrainFactory.GetGrain<IModelGrain>(key).GetStatus().WaitAsync(PartTimeout, time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException or OrleansMLException)
        {
            return new ModelReplicaStatus { Key = key, Silo = "", Ready = false, Queued = 0, Answered = 0, Failed = 0, Batches = 0, Bytes = 0 };
        }
    }
}
