using System.Net;
using Microsoft.Extensions.Logging;

namespace Orleans.Connections.Security;

/// <summary>Log messages of TLS.</summary>
internal static partial class TlsLog
{
    [LoggerMessage(1, LogLevel.Warning, "The TLS handshake with {RemoteEndPoint} failed: {Reason}.")]
    public static partial void HandshakeFailed(ILogger logger, Exception exception, EndPoint remoteEndPoint, string reason);
}
