using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Orleans.Runtime.Networking;

namespace Orleans.Connections.Security;

/// <summary>A connection as the callbacks of <see cref="TlsOptions"/> see it: who is at the other end, and the features of TLS.</summary>
internal sealed class TlsConnectionContext(Transport transport) : ConnectionContext
{
    /// <inheritdoc/>
    public override string ConnectionId { get; set; } = Guid.NewGuid().ToString("N");

    /// <inheritdoc/>
    public override IFeatureCollection Features { get; } = new FeatureCollection();

    /// <inheritdoc/>
    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    /// <inheritdoc/>
    public override EndPoint? RemoteEndPoint { get; set; } = transport.RemoteEndPoint;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: the bytes of a connection belong to the runtime.</exception>
    public override IDuplexPipe Transport
    {
        get => throw new NotSupportedException("The bytes of a connection are not accessible to callbacks of TLS.");
        set => throw new NotSupportedException("The transport of a connection cannot be replaced by callbacks of TLS.");
    }

    /// <inheritdoc/>
    public override void Abort(ConnectionAbortedException abortReason) => transport.Abort();
}
