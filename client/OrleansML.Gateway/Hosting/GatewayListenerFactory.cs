using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace OrleansML.Gateway;

/// <summary>Listens on sockets as usual, and says which option to change when it cannot.</summary>
internal sealed class GatewayListenerFactory(SocketTransportFactory sockets) : IConnectionListenerFactory
{
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        try
        {
            return await sockets.BindAsync(endpoint, cancellationToken);
        }
        catch (AddressInUseException exception)
        {
            throw Failed(endpoint, "another process listens there. Stop it, or choose another port", exception);
        }
        catch (SocketException exception)
        {
            throw Failed(endpoint, $"{exception.Message}. Choose an address of this machine and a port that this user may take", exception);
        }
    }

    private static IOException Failed(EndPoint endpoint, string reason, Exception exception) => new(
        $"The gateway cannot listen on {endpoint}: {reason} " +
        $"({GatewayOptions.Section}:{nameof(GatewayOptions.Address)}, {GatewayOptions.Section}:{nameof(GatewayOptions.Port)}).",
        exception);
}
