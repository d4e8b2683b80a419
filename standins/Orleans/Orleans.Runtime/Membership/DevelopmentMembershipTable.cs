using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Targets;

namespace Orleans.Runtime.Membership;

/// <summary>The membership table of a development cluster: kept by the primary silo, reached by the others through it.</summary>
internal sealed class DevelopmentMembershipTable(
    IServiceProvider services, ILocalSiloDetails silo, IOptions<DevelopmentClusterMembershipOptions> options) : IMembershipTable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);
    private const int Attempts = 100;
    private readonly InMemoryMembershipTable _own = new();

    private bool IsPrimary => options.Value.PrimarySiloEndpoint is not { } primary || primary.Equals(silo.SiloAddress.Endpoint);

    /// <inheritdoc/>
    public async Task InitializeMembershipTable(bool tryInitTableVersion)
    {
        if (IsPrimary)
        {
            services.GetRequiredService<LocalTargets>().Add(new SystemTargetHost(
                SystemTargets.Create(MembershipTableTarget.TargetType, SiloAddress.New(silo.SiloAddress.Endpoint, 0)),
                silo.SiloAddress,
                new MembershipTableTarget(_own),
                services.GetRequiredService<LocalTargetServices>()));
            return;
        }

        // The primary may start at the same time.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Primary().ReadAll().ConfigureAwait(false);
                return;
            }
            catch (OrleansException) when (attempt < Attempts)
            {
                await Task.Delay(RetryDelay).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public Task DeleteMembershipTableEntries(string clusterId) => _own.DeleteMembershipTableEntries(clusterId);

    /// <inheritdoc/>
    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) =>
        IsPrimary ? _own.CleanupDefunctSiloEntries(beforeDate) : Primary().CleanupDefunctSiloEntries(beforeDate);

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadRow(SiloAddress key) => IsPrimary ? _own.ReadRow(key) : Primary().ReadRow(key);

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadAll() => IsPrimary ? _own.ReadAll() : Primary().ReadAll();

    /// <inheritdoc/>
    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
        IsPrimary ? _own.InsertRow(entry, tableVersion) : Primary().InsertRow(entry, tableVersion);

    /// <inheritdoc/>
    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        IsPrimary ? _own.UpdateRow(entry, etag, tableVersion) : Primary().UpdateRow(entry, etag, tableVersion);

    /// <inheritdoc/>
    public Task UpdateIAmAlive(MembershipEntry entry) => IsPrimary ? _own.UpdateIAmAlive(entry) : Primary().UpdateIAmAlive(entry);

    private IMembershipTableTarget Primary() => services.GetRequiredService<IGrainFactory>().GetGrain<IMembershipTableTarget>(
        SystemTargets.Create(MembershipTableTarget.TargetType, SiloAddress.New(options.Value.PrimarySiloEndpoint!, 0)));
}
