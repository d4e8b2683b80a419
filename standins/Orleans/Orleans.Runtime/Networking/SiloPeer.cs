using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Networking;

/// <summary>
/// The way to one other silo: a link of its own for messages between parts of the runtime, so that a probe never waits behind a large argument,
/// and one or more for everything else. Messages for one grain take the same link, so that they keep their order.
/// </summary>
internal sealed class SiloPeer
{
    private readonly SiloLink _system;
    private readonly SiloLink[] _application;
    private readonly HashSet<Connection> _connections = [];
    private Exception? _closed;

    /// <summary>Initializes the peer.</summary>
    /// <param name="connections">How many links there are for messages of grains.</param>
    /// <param name="createLink">Creates a link; the argument tells whether it is for messages between parts of the runtime.</param>
    public SiloPeer(int connections, Func<bool, SiloLink> createLink)
    {
        _system = createLink(true);
        _application = [.. Enumerable.Range(0, connections).Select(_ => createLink(false))];
    }

    /// <summary>Gets when a message of the silo was last received, or null where there is no connection.</summary>
    public long? LastReceived
    {
        get
        {
            lock (_connections)
            {
                return _connections.Count == 0 ? null : _connections.Max(connection => connection.LastReceived);
            }
        }
    }

    /// <summary>Gets the link for a message.</summary>
    public SiloLink GetLink(Message message) => message.IsSystem ? _system
        : _application.Length == 1 ? _application[0]
        : _application[message.TargetGrain.GetUniformHashCode() % (uint)_application.Length];

    /// <summary>Adds an open connection; it is closed at once where the silo is gone.</summary>
    public void Add(Connection connection)
    {
        Exception? closed;
        lock (_connections)
        {
            _connections.RemoveWhere(static ended => ended.IsClosed);
            _connections.Add(connection);
            closed = _closed;
        }

        if (closed is not null)
        {
            connection.Close(closed);
        }
    }

    /// <summary>Adds a connection that the other silo opened, and sends over it where no connection is there yet.</summary>
    public void AddAccepted(Connection connection)
    {
        Add(connection);
        if (connection.Peer.IsSystem)
        {
            _system.TryUse(connection);
        }
        else
        {
            Array.Exists(_application, link => link.TryUse(connection));
        }
    }

    /// <summary>Removes a connection that has ended.</summary>
    public void Remove(Connection connection)
    {
        lock (_connections)
        {
            _connections.Remove(connection);
        }
    }

    /// <summary>Closes all connections for good, those that the other silo opened too: a silo that was declared dead must not be heard any more.</summary>
    public void Close(Exception reason)
    {
        Connection[] open;
        lock (_connections)
        {
            _closed = reason;
            open = [.. _connections];
        }

        foreach (var link in _application.Append(_system))
        {
            link.Close(reason);
        }

        foreach (var connection in open)
        {
            connection.Close(reason);
        }
    }
}
