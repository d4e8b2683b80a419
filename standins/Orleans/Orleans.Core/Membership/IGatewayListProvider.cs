namespace Orleans.Messaging;

/// <summary>Tells clients where the gateways of a cluster are.</summary>
public interface IGatewayListProvider
{
    TimeSpan MaxStaleness { get; }

    bool IsUpdatable { get; }

    Task InitializeGatewayListProvider();

    Task<IList<Uri>> GetGateways();
}
