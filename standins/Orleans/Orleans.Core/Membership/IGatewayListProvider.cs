namespace Orleans.Messaging;

/// <summary>Tells clients where the gateways of a cluster are.</summary>
public interface IGatewayListProvider
{
    TimeSpan MaxStaleness { get; }

    bool IsUpdatable { get; }

    Task InitializeGatewayListProvider();

    Task InitializeGatewayListProviderAsync(CancellationToken cancellationToken) => InitializeGatewayListProvider();

    Task<IList<Uri>> GetGateways();

    Task<IList<Uri>> GetGatewaysAsync(CancellationToken cancellationToken) => GetGateways();
}
