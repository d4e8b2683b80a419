namespace Orleans.Runtime.Networking;

/// <summary>The owner of accepted connections.</summary>
internal interface IAcceptedConnectionHandler : IConnectionHandler
{
    /// <summary>Handles a new connection, before its first message is received.</summary>
    void OnAccepted(Connection connection);
}
