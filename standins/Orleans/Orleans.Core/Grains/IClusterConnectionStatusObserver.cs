namespace Orleans;

/// <summary>Learns when a client gains or loses gateways.</summary>
public interface IClusterConnectionStatusObserver
{
    /// <summary>Called when the number of connected gateways changes.</summary>
    void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered);

    /// <summary>Called when the last gateway is lost.</summary>
    void NotifyClusterConnectionLost();
}
