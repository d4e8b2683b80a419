using System.Net;

namespace Orleans.Runtime.Networking;

/// <summary>Opens and accepts transports. One implementation speaks TCP, another connects silos of one process.</summary>
internal interface ITransportFactory
{
    /// <summary>Connects to an endpoint.</summary>
    /// <exception cref="Messaging.ConnectionFailedException">Nobody listens there, or the time ran out.</exception>
    ValueTask<Transport> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken);

    /// <summary>Starts to listen on an endpoint.</summary>
    /// <exception cref="IOException">The endpoint is taken.</exception>
    ITransportListener Listen(IPEndPoint endpoint);
}
