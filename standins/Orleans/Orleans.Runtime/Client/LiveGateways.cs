using Orleans.Runtime.Networking;

namespace Orleans.Runtime.Client;

/// <summary>The gateways that take calls now, with their connections; swapped as a whole.</summary>
/// <param name="gateways">The open connections of each gateway.</param>
/// <param name="preferred">The index of the gateway that all calls prefer, or -1.</param>
internal sealed class LiveGateways(Connection[][] gateways, int preferred)
{
    /// <summary>No gateway at all.</summary>
    public static readonly LiveGateways None = new([], -1);

    /// <summary>Gets the number of gateways.</summary>
    public int Count => gateways.Length;

    /// <summary>Gets a connection by a hash: grains spread over all gateways, and over all connections of each.</summary>
    public Connection? Get(uint hash)
    {
        var count = (uint)gateways.Length;
        if (count == 0)
        {
            return null;
        }

        var connections = gateways[preferred >= 0 ? preferred : (int)(hash % count)];
        return connections.Length == 1 ? connections[0] : connections[(int)(hash / count % (uint)connections.Length)];
    }

    /// <summary>Gets a connection with a silo.</summary>
    public Connection? Get(SiloAddress silo)
    {
        foreach (var connections in gateways)
        {
            if (silo.Equals(connections[0].Peer.Silo))
            {
                return connections[0];
            }
        }

        return null;
    }

    /// <summary>Gets whether a connection is among those that take calls.</summary>
    public bool Contains(Connection connection) => Array.Exists(gateways, connections => Array.IndexOf(connections, connection) >= 0);
}
