using Orleans.Messaging;
using Orleans.Runtime;
using Orleans.Runtime.Client;
using Orleans.Runtime.Membership;

namespace Orleans.TestingHost;

/// <summary>Reads the gateways of a test cluster from its membership table.</summary>
internal sealed class InProcessGatewayList(InMemoryMembershipTable table) : IGatewayListProvider
{
    /// <inheritdoc/>
    public TimeSpan MaxStaleness => TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public bool IsUpdatable => true;

    /// <inheritdoc/>
    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<IList<Uri>> GetGateways()
    {
        var data = await table.ReadAll().ConfigureAwait(false);
        return [.. data.Members.Select(member => member.Item1)
            .Where(entry => entry is { Status: SiloStatus.Active, ProxyPort: > 0 })
            .Select(entry => GatewayUris.Create(new(entry.SiloAddress.Endpoint.Address, entry.ProxyPort), entry.SiloAddress.Generation))];
    }
}
