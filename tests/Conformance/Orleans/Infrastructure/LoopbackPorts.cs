using System.Net;
using System.Net.Sockets;

namespace OrleansML.Conformance.Infrastructure;

/// <summary>Finds TCP ports that are free on the loopback interface.</summary>
internal static class LoopbackPorts
{
    public static int[] Take(int count)
    {
        var listeners = new TcpListener[count];
        for (var i = 0; i < count; i++)
        {
            listeners[i] = new TcpListener(IPAddress.Loopback, 0);
            listeners[i].Start();
        }

        var ports = Array.ConvertAll(listeners, listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        Array.ForEach(listeners, listener => listener.Dispose());
        return ports;
    }
}
