namespace Orleans.Messaging;

/// <summary>Tells clients where the gateways of a cluster are.</summary>
public interface IGatewayListProvider
{
    TimeSpan MaxStaleness { get; }

    [Obsolete("This property is ignored; all providers are considered updatable.")]
    bool IsUpdatable { get; }

    Task InitializeGatewayListProvider();

    Task InitializeGatewayListProviderAsync(CancellationToken cancellationToken = default) => InitializeGatewayListProvider();

    Task<IList<Uri>> GetGateways();

    Task<IList<Uri>> GetGatewaysAsync(CancellationToken cancellationToken = default) => GetGateways();
}
