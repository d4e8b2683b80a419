namespace Orleans.Runtime.Client;

/// <summary>Passes changes of the connection on to handlers given as delegates.</summary>
internal sealed class DelegateStatusObserver(IServiceProvider services, ConnectionToClusterLostHandler? lost, GatewayCountChangedHandler? changed)
    : IClusterConnectionStatusObserver
{
    /// <inheritdoc/>
    public void NotifyClusterConnectionLost() => lost?.Invoke(services, EventArgs.Empty);

    /// <inheritdoc/>
    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered) =>
        changed?.Invoke(services, new GatewayCountChangedEventArgs(currentNumberOfGateways, previousNumberOfGateways));
}
