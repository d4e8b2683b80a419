using System.Net.Sockets;
using Orleans.Networking.Shared;

namespace Orleans.Runtime.Networking;

/// <summary>Applies <see cref="SocketConnectionOptions"/>.</summary>
internal static class SocketSettings
{
    /// <summary>Applies the options to a connected socket.</summary>
    public static void Apply(this SocketConnectionOptions options, Socket socket)
    {
        socket.NoDelay = options.NoDelay;
        if (options.KeepAlive)
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, options.KeepAliveTimeSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, options.KeepAliveIntervalSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, options.KeepAliveRetryCount);
        }
    }
}
