using System.Net;

namespace Orleans.Runtime.Client;

/// <summary>The form in which gateway lists name gateways: <c>gwy.tcp://127.0.0.1:30000/0</c>.</summary>
internal static class GatewayUris
{
    /// <summary>Names a gateway.</summary>
    public static Uri Create(IPEndPoint endpoint, int generation = 0) => new($"gwy.tcp://{endpoint}/{generation}");

    /// <summary>Reads the endpoint of a gateway.</summary>
    public static IPEndPoint ToEndPoint(Uri gateway) => gateway.Scheme == "gwy.tcp" && IPAddress.TryParse(gateway.Host, out var address)
        ? new IPEndPoint(address, gateway.Port)
        : throw new ArgumentException($"'{gateway}' does not name a gateway; the form is gwy.tcp://ADDRESS:PORT/GENERATION.", nameof(gateway));
}
