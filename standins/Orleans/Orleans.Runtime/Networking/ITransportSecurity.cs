namespace Orleans.Runtime.Networking;

/// <summary>Secures transports right after they are there, before the two ends exchange preambles.</summary>
internal interface ITransportSecurity
{
    /// <summary>Secures a transport that this process opened.</summary>
    /// <exception cref="Messaging.ConnectionFailedException">The peer was refused, refused, or took too long.</exception>
    ValueTask<Transport> AuthenticateAsClientAsync(Transport transport, CancellationToken cancellationToken);

    /// <summary>Secures a transport that this process accepted.</summary>
    /// <exception cref="Messaging.ConnectionFailedException">The peer was refused, refused, or took too long.</exception>
    ValueTask<Transport> AuthenticateAsServerAsync(Transport transport, CancellationToken cancellationToken);
}
