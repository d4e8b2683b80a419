namespace Orleans.Runtime.Observability;

/// <summary>The values of the tag <c>ConnectionDirection</c>.</summary>
internal static class ConnectionDirections
{
    /// <summary>Between two silos.</summary>
    public const string SiloToSilo = "SiloToSilo";

    /// <summary>From an external client to a gateway, as the client sees it.</summary>
    public const string ClientToGateway = "ClientToGateway";

    /// <summary>From a gateway to an external client, as the silo sees it.</summary>
    public const string GatewayToClient = "GatewayToClient";

    /// <summary>Gets the value for a connection.</summary>
    /// <param name="localIsSilo">Whether this process is a silo.</param>
    /// <param name="peerIsSilo">Whether the peer is one.</param>
    public static string Get(bool localIsSilo, bool peerIsSilo) => !peerIsSilo ? GatewayToClient : localIsSilo ? SiloToSilo : ClientToGateway;
}
