using System.Net;
using System.Net.Sockets;

namespace OrleansML.Testing.Servers;

/// <summary>Gives a port to a server that must be told its own before it listens.</summary>
public static class FreePort
{
    // Below those that Linux gives to connections and to who asks for any port. One of those may be another's by the time it is used, and is nobody's while its
    // server is down: a client that tries again and again to connect to it would in the end be connected from it, to itself.
    private const int First = 22_000;
    private const int Last = 29_999;
    private const int MostAttempts = 1_000;

    private static readonly HashSet<int> Given = [];

    /// <summary>A port on which nobody listens and which this process was not given before.</summary>
    public static int Take()
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var port = Random.Shared.Next(First, Last + 1);
            lock (Given)
            {
                if (!Given.Add(port))
                    continue;
            }

            if (IsFree(port))
                return port;
        }

        throw new InvalidOperationException($"None of {MostAttempts} ports from {First} to {Last} is free.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Any, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }
}
