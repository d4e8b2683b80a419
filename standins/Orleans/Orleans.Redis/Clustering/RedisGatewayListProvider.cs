using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime;

namespace Orleans.Clustering.Redis;

/// <summary>Finds the gateways of a cluster in its membership table: the active silos that have a port for clients.</summary>
internal sealed class RedisGatewayListProvider(RedisMembershipTable table, IOptions<GatewayOptions> options) : IGatewayListProvider
{
    /// <inheritdoc/>
    public TimeSpan MaxStaleness => options.Value.GatewayListRefreshPeriod;

    /// <inheritdoc/>
    public bool IsUpdatable => true;

    /// <inheritdoc/>
    public Task InitializeGatewayListProvider() => InitializeGatewayListProviderAsync();

    /// <inheritdoc/>
    public Task InitializeGatewayListProviderAsync(CancellationToken cancellationToken = default) =>
        table.InitializeMembershipTableAsync(tryInitTableVersion: true, cancellationToken);

    /// <inheritdoc/>
    public Task<IList<Uri>> GetGateways() => GetGatewaysAsync();

    /// <inheritdoc/>
    public async Task<IList<Uri>> GetGatewaysAsync(CancellationToken cancellationToken = default)
    {
        var data = await table.ReadAllAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            .. data.Members.Select(static member => member.Item1)
                .Where(static silo => silo.Status == SiloStatus.Active && silo.ProxyPort > 0)
                .Select(static silo => new UriBuilder(
                    "gwy.tcp", silo.SiloAddress.Endpoint.Address.ToString(), silo.ProxyPort, $"/{silo.SiloAddress.Generation}").Uri),
        ];
    }
}
