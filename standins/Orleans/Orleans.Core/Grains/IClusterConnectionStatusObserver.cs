namespace Orleans;

/// <summary>Learns when a client gains or loses gateways.</summary>
public interface IClusterConnectionStatusObserver
{
    void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered);

    void NotifyClusterConnectionLost();
}
