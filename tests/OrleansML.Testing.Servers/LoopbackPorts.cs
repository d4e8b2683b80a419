using System.Net;
using System.Net.Sockets;

namespace OrleansML.Testing.Servers;

/// <summary>Finds TCP ports that are free on the loopback interface, and never gives one out twice in a process.</summary>
public static class LoopbackPorts
{
    // Below the range from which systems take the ports of outgoing connections, so that none of those sits on a port before it is used, or while what
    // listens there is restarted.
    private const int First = 10_000;
    private const int Last = 32_000;

    private static readonly HashSet<int> Taken = [];

    /// <summary>Gives ports that nobody listens on at the moment.</summary>
    /// <param name="count">How many.</param>
    public static int[] Take(int count)
    {
        var ports = new List<int>();
        while (ports.Count < count)
        {
            var port = Random.Shared.Next(First, Last);
            if (IsNew(port) && IsFree(port))
                ports.Add(port);
        }

        return [.. ports];
    }

    private static bool IsNew(int port)
    {
        lock (Taken)
            return Taken.Add(port);
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Any, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }
}
