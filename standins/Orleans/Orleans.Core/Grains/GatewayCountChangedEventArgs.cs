namespace Orleans;

/// <summary>How many gateways a client is connected to, before and after a change.</summary>
public class GatewayCountChangedEventArgs(int currentNumberOfConnectedGateways, int previousNumberOfConnectedGateways) : EventArgs
{
    /// <summary>The number of gateways after the change.</summary>
    public int NumberOfConnectedGateways { get; } = currentNumberOfConnectedGateways;

    /// <summary>The number of gateways before the change.</summary>
    public int PreviousNumberOfConnectedGateways { get; } = previousNumberOfConnectedGateways;

    /// <summary>Whether the client had no gateway and has one again.</summary>
    public bool ConnectionRecovered => PreviousNumberOfConnectedGateways <= 0 && NumberOfConnectedGateways > 0;
}
