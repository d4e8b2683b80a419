namespace OrleansML.Client;

/// <summary>Passes on that the client has lost or found a gateway; what was sent to it meanwhile may be lost.</summary>
internal sealed class GatewayChanges : IClusterConnectionStatusObserver
{
    /// <summary>Raised after each change, on a thread of Orleans.</summary>
    public event Action? Changed;

    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered) => Changed?.Invoke();

    public void NotifyClusterConnectionLost()
    {
        // Nothing can be sent until a gateway is found, which is a change of its own.
    }
}
