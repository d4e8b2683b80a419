using System.Net;
using System.Net.Sockets;

namespace OrleansML.Testing.Servers;

/// <summary>
/// Ports for servers that are started, or started again, a while after their ports were chosen. The system gives none of them to anybody who leaves the
/// choice to it, a client that connects included, and no test of this process is given the same twice.
/// </summary>
public static class ServerPorts
{
    // Below what systems hand out and beside what deploy/cluster.sh draws from; a silo's own ports and a gateway's are not among them.
    private const int First = 12_000;
    private const int End = 20_000;

    private static readonly Lock Guard = new();
    private static int _next = Random.Shared.Next(First, End);

    /// <summary>Takes a port that nobody listens on.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static int Take()
    {
        lock (Guard)
        {
            for (var tried = First; tried < End; tried++)
            {
                var port = _next;
                _next = port + 1 < End ? port + 1 : First;
                if (IsFree(port))
                    return port;
            }
        }

        throw new InvalidOperationException($"Every port from {First} to {End - 1} is taken.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
