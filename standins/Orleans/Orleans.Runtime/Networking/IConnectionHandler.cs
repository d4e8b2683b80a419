using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Networking;

/// <summary>The owner of connections: gets what they receive and learns what they could not send.</summary>
internal interface IConnectionHandler
{
    /// <summary>Handles a received message. Its serialized body is valid until this method returns.</summary>
    void OnReceived(Connection connection, Message message);

    /// <summary>Handles a signal of the peer other than those about the health of the connection.</summary>
    void OnSignal(Connection connection, ConnectionSignal signal);

    /// <summary>Handles a message that could not be serialized, is too large or does not fit the queue; the connection stays open.</summary>
    void OnNotSent(Message message, Exception exception);

    /// <summary>Handles the end of a connection.</summary>
    void OnClosed(Connection connection, Exception? exception);
}
