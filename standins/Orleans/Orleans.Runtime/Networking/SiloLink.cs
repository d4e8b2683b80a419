using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Networking;

/// <summary>One connection with another silo: connects on demand, holds messages meanwhile, and refuses them fast while the silo cannot be reached.</summary>
internal sealed class SiloLink(
    SiloAddress silo, Func<CancellationToken, Task<Connection>> connect, TimeSpan retryDelay, long largestBacklogBytes, Action<Message, Exception> onNotSent)
{
    private const int LargestBacklog = 10_000;
    private readonly List<Message> _backlog = [];
    private long _backlogBytes;
    private Connection? _connection;
    private bool _connecting;
    private bool _closed;
    private Exception? _lastFailure;
    private long _retryAfter;

    /// <summary>Gets the live connection, if there is one.</summary>
    public Connection? Connection => _connection is { IsClosed: false } connection ? connection : null;

    /// <summary>Sends a message over the live connection; false where there is none.</summary>
    public bool TrySendNow(Message message) => Connection is { } connection && TrySend(connection, message);

    /// <summary>Sends a message, now or once the connection is there.</summary>
    public void Send(Message message)
    {
        if (TrySendNow(message))
        {
            return;
        }

        Exception failure;
        lock (_backlog)
        {
            if (_closed)
            {
                failure = new SiloUnavailableException($"The silo {silo} is no longer a member of the cluster.");
            }
            else if (!_connecting && _lastFailure is not null && Environment.TickCount64 < _retryAfter)
            {
                failure = new ConnectionFailedException(
                    $"Unable to connect to {silo}, will retry after {retryDelay.TotalMilliseconds} ms: {_lastFailure.Message}", _lastFailure);
            }
            else if (_backlog.Count >= LargestBacklog || _backlogBytes + message.SerializedBody.Length > largestBacklogBytes)
            {
                failure = new OrleansMessageRejectionException(
                    $"{_backlog.Count} messages with {_backlogBytes} bytes already wait for the connection to {silo} to be opened; at most {LargestBacklog} messages "
                    + $"and {largestBacklogBytes} bytes may. Nothing was sent; call again later.");
            }
            else
            {
                _backlog.Add(message);
                _backlogBytes += message.SerializedBody.Length;
                if (!_connecting)
                {
                    _connecting = true;
                    _ = ConnectAsync();
                }

                return;
            }
        }

        onNotSent(message, failure);
    }

    /// <summary>Uses a connection that the other silo opened; false where there is one already.</summary>
    public bool TryUse(Connection connection)
    {
        lock (_backlog)
        {
            if (Connection is not null || _closed)
            {
                return false;
            }

            _connection = connection;
            _lastFailure = null;
            return true;
        }
    }

    /// <summary>Closes the link for good and refuses what waits.</summary>
    public void Close(Exception reason)
    {
        Message[] waiting;
        lock (_backlog)
        {
            _closed = true;
            waiting = [.. _backlog];
            _backlog.Clear();
            _backlogBytes = 0;
        }

        _connection?.Close(reason);
        foreach (var message in waiting)
        {
            onNotSent(message, reason);
        }
    }

    private static bool TrySend(Connection connection, Message message)
    {
        if (message.Completion is not null)
        {
            // The call may be lost with the connection.
            message.Source = connection;
        }

        return connection.TrySend(message);
    }

    private async Task ConnectAsync()
    {
        Exception? failure = null;
        Connection? connection = null;
        try
        {
            connection = await connect(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        Message[] waiting;
        lock (_backlog)
        {
            _connecting = false;
            _lastFailure = failure;
            _retryAfter = Environment.TickCount64 + (long)retryDelay.TotalMilliseconds;
            if (connection is not null)
            {
                _connection = connection;
            }

            waiting = [.. _backlog];
            _backlog.Clear();
            _backlogBytes = 0;
        }

        foreach (var message in waiting)
        {
            if (connection is null || !TrySend(connection, message))
            {
                onNotSent(message, failure ?? new ConnectionFailedException($"The connection to {silo} was closed right after it was opened."));
            }
        }

        if (_closed)
        {
            connection?.Close(null);
        }
    }
}
