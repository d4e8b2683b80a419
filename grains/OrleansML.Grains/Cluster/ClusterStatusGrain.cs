using Orleans.Concurrency;
using Orleans.Runtime.MembershipService.SiloMetadata;
using OrleansML.Cluster;
using OrleansML.Grains.Placement;
using OrleansML.Models;
using OrleansML.Registry;

namespace OrleansML.Grains.Cluster;

/// <summary>
/// Gathers the cluster's state on demand. A part that does not answer is shown as unknown, never waited for without end. It lives on every
/// silo, so that the state can be seen whichever silo hangs.
/// </summary>
[StatelessWorker]
internal sealed class ClusterStatusGrain(ISiloMetadataCache metadata, PoolSilos pools, TimeProvider time) : Grain, IClusterStatusGrain
{
    private static readonly TimeSpan PartTimeout = TimeSpan.FromSeconds(2);

    public async Task<ClusterStatus> GetStatus(CancellationToken cancellationToken)
    {
        var management = GrainFactory.GetGrain<IManagementGrain>(0);
        var hosts = await ClusterMembers.ReadAsync(GrainFactory, time, cancellationToken);
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
            Pool = pools.PoolOf(host.SiloAddress),
            Labels = metadata.GetSiloMetadata(host.SiloAddress).Metadata
                .Where(label => label.Key != PoolSilos.Label).ToDictionary(label => label.Key, label => label.Value),
            Status = host.Status.ToString(),
            Activations = -1,
            ProcessorPercent = -1,
            MemoryBytes = -1,
            StartedAt = AsTime(host.StartTime),
            LastSeenAt = host.Status == SiloStatus.Dead ? AsTime(LastSeen(host)) : null,
        };
        if (host.Status != SiloStatus.Active)
            return description;

        var statistics = Ask(() => management.GetRuntimeStatistics([host.SiloAddress], cancellationToken), cancellationToken);
        var report = Ask(() => GrainFactory.GetGrain<ISiloAgentGrain>(host.SiloAddress.ToParsableString()).GetReport(), cancellationToken);
        if (await statistics is [var runtime])
        {
            description = description with
            {
                Activations = runtime.ActivationCount,
                ProcessorPercent = runtime.EnvironmentStatistics.FilteredCpuUsagePercentage,
                MemoryBytes = runtime.EnvironmentStatistics.RawMemoryUsageBytes,
            };
        }

        return description with { Report = await report };
    }

    // The votes that declared it dead are the last that anybody said of it.
    private static DateTime LastSeen(MembershipEntry host) =>
        host.SuspectTimes is { Count: > 0 } votes && votes.Max(vote => vote.Item2) is var voted && voted > host.IAmAliveTime ? voted : host.IAmAliveTime;

    private static DateTimeOffset? AsTime(DateTime time) =>
        time == default ? null : new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private async Task<T?> Ask<T>(Func<Task<T>> part, CancellationToken cancellationToken) where T : class
    {
        try
        {
            return await part().WaitAsync(PartTimeout, time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException or OrleansMLException)
        {
            // It is shown as unknown.
            return null;
        }
    }

    private async Task<ModelReplicaStatus[]> GetReplicas(CancellationToken cancellationToken)
    {
        var models = await Ask(() => GrainFactory.GetGrain<IModelCatalogGrain>(IModelCatalogGrain.Key).List(), cancellationToken) ?? [];
        var replicas = await Task.WhenAll(models.Select(model => GetReplicas(model, cancellationToken)));
        return [.. replicas.SelectMany(statuses => statuses).OrderBy(status => status.Key, StringComparer.Ordinal)];
    }

    private async Task<ModelReplicaStatus[]> GetReplicas(string model, CancellationToken cancellationToken)
    {
        var snapshot = await Ask(() => GrainFactory.GetGrain<IModelRegistryGrain>(model).GetSnapshot(), cancellationToken);
        if (snapshot?.Find(snapshot.Champion) is not { } champion)
            return [];

        return await Task.WhenAll(Enumerable.Range(0, champion.Description.Replicas).Select(replica =>
            GetReplica(new ModelKey(champion.Description.Pool, model, champion.Version, replica).ToString(), cancellationToken)));
    }

    private async Task<ModelReplicaStatus> GetReplica(string key, CancellationToken cancellationToken) =>
        await Ask(() => GrainFactory.GetGrain<IModelGrain>(key).GetStatus(), cancellationToken)
            ?? new ModelReplicaStatus { Key = key, Silo = "", Ready = false, Queued = 0, Answered = 0, Failed = 0, Batches = 0, Bytes = 0 };
}
