using System.Net;
using System.Net.Sockets;

namespace OrleansML.Conformance.Infrastructure;

/// <summary>Finds TCP ports that are free on the loopback interface.</summary>
internal static class LoopbackPorts
{
    // Below the range from which systems take the ports of outgoing connections, so that none of those sits on a port before it is used.
    private const int First = 10_000;
    private const int Last = 32_000;

    public static int[] Take(int count)
    {
        var listeners = new List<TcpListener>();
        while (listeners.Count < count)
        {
            var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(First, Last));
            try
            {
                listener.Start();
                listeners.Add(listener);
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Somebody has that one; another will do.
                listener.Dispose();
            }
        }

        var ports = listeners.Select(static listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(static listener => listener.Dispose());
        return ports;
    }
}
