using System.Net;
using System.Net.Sockets;

namespace OrleansML.Conformance.Networking;

/// <summary>Connections of those who do not belong to the cluster.</summary>
internal static class Strangers
{
    public static async Task<TcpClient> ConnectAsync(int port)
    {
        var stranger = new TcpClient();
        await stranger.ConnectAsync(IPAddress.Loopback, port);
        return stranger;
    }

    /// <summary>Waits until the other end has closed or reset the connection without a byte.</summary>
    public static async Task UntilDisconnectedAsync(TcpClient stranger)
    {
        try
        {
            Assert.Equal(0, await stranger.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Wait.Deadline));
        }
        catch (IOException)
        {
            // Reset instead of closed: disconnected all the same.
        }
    }
}
