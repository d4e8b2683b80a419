namespace Orleans.Runtime.Messaging;

/// <summary>Where a message came from and a response can be sent back to, other than by its silo address.</summary>
internal interface IMessageSource
{
    /// <summary>Sends a message to the peer; false where the peer is gone.</summary>
    bool TrySend(Message message);
}
