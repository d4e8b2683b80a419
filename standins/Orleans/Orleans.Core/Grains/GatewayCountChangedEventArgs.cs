namespace Orleans;

/// <summary>How many gateways a client is connected to, before and after a change.</summary>
public class GatewayCountChangedEventArgs(int currentNumberOfConnectedGateways, int previousNumberOfConnectedGateways) : EventArgs
{
    public int NumberOfConnectedGateways { get; } = currentNumberOfConnectedGateways;

    public int PreviousNumberOfConnectedGateways { get; } = previousNumberOfConnectedGateways;

    public bool ConnectionRecovered => PreviousNumberOfConnectedGateways <= 0 && NumberOfConnectedGateways > 0;
}
