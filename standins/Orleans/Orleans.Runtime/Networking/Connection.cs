using Orleans.Runtime.Messaging;
using Orleans.Runtime.Observability;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Networking;

/// <summary>An established connection that carries messages both ways.</summary>
internal sealed partial class Connection(
    Transport transport,
    ConnectionPreamble peer,
    MessageSerializer serializer,
    ConnectionLimits limits,
    RuntimeInstruments instruments,
    IConnectionHandler handler) : IMessageSource
{
    [ThreadStatic]
    private static FrameWriter? writerOfThread;

    private int _closed;
    private int _left;
    private Exception? _error;

    /// <summary>Gets what the peer told about itself.</summary>
    public ConnectionPreamble Peer => peer;

    /// <summary>Gets the endpoint of the peer.</summary>
    public System.Net.EndPoint RemoteEndPoint => transport.RemoteEndPoint;

    /// <summary>Gets which kinds of processes it connects, as instruments call it.</summary>
    public string Kind { get; } = ConnectionDirections.Get(handler is IAcceptedConnectionHandler, peer.Silo is not null);

    /// <summary>Gets whether the connection is closed.</summary>
    public bool IsClosed => Volatile.Read(ref _closed) != 0;

    /// <summary>
    /// Serializes a message and queues it. A message that cannot be sent although the connection is alive goes back to the handler.
    /// </summary>
    /// <returns>False where the connection is closed or this process has said that it sends nothing more.</returns>
    public bool TrySend(Message message)
    {
        if (IsClosed || Volatile.Read(ref _left) != 0)
        {
            return false;
        }

        // Serializing runs application code, which could send a message itself: the writer is not shared meanwhile.
        var writer = writerOfThread ?? new FrameWriter();
        writerOfThread = null;
        long headerSize;
        try
        {
            writer.Limit = limits.Frame;
            var (header, body) = serializer.Write(writer, message);
            headerSize = header;
            ThrowIfTooLarge(message, "header", header, limits.Header, nameof(Orleans.Configuration.MessagingOptions.MaxMessageHeaderSize));
            ThrowIfTooLarge(message, "body", body, limits.Body, nameof(Orleans.Configuration.MessagingOptions.MaxMessageBodySize));
        }
        catch (Exception exception)
        {
            var reason = writer.IsOverLimit ? TooLarge(message, $"more than {limits.Frame} bytes", limits.Body, nameof(Orleans.Configuration.MessagingOptions.MaxMessageBodySize)) : exception;
            writer.Reset();
            writerOfThread = writer;
            instruments.SentFailed.Add(1, RuntimeInstruments.Tag(message.Direction));
            handler.OnNotSent(message, reason);
            return true;
        }

        var length = writer.Length;
        var result = _outgoing.Enqueue(writer);
        writerOfThread = writer;
        switch (result)
        {
            case EnqueueResult.Closed:
                return false;
            case EnqueueResult.Full:
                instruments.SentDropped.Add(1, RuntimeInstruments.Tag(message.Direction));
                handler.OnNotSent(message, new OrleansMessageRejectionException(
                    $"The outgoing queue of the {this} is full: {_outgoing.WaitingFrames} messages with {_outgoing.WaitingBytes} bytes wait; it takes "
                    + $"{limits.QueueFrames} messages and {limits.QueueBytes} bytes (four times MessagingOptions.MaxMessageBodySize, at least 64 MB). "
                    + "The peer reads too slowly or not at all. Nothing was sent; call again later, or make fewer calls at a time."));
                return true;
            case EnqueueResult.QueuedAndMustSend:
                StartSending();
                break;
        }

        instruments.OnSent(length, headerSize, message.Direction, Kind);
        return true;
    }

    /// <summary>Sends a signal behind the messages that wait.</summary>
    public void Signal(ConnectionSignal signal)
    {
        if (_outgoing.Enqueue(SignalFrames.Create(signal)) == EnqueueResult.QueuedAndMustSend)
        {
            StartSending();
        }
    }

    /// <summary>Answers once that this process will send nothing more, if that was not said yet.</summary>
    public void TryLeave()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
        {
            Signal(ConnectionSignal.Left);
        }
    }

    /// <summary>Receives messages until the connection ends.</summary>
    public async Task RunAsync()
    {
        // The caller may hold the state of a turn or of a lifecycle stage; the loop outlives it.
        await Task.Yield();
        try
        {
            await ReceiveAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _error ??= exception;
        }

        Close(_error);
        await transport.DisposeAsync().ConfigureAwait(false);
        instruments.SocketsClosed.Add(1, new KeyValuePair<string, object?>("Direction", Kind));
        handler.OnClosed(this, _error);
    }

    /// <summary>Closes the connection after what waits has been sent; the peer sees the end behind it.</summary>
    public void CloseWhenSent() => _ = CloseWhenSentAsync();

    /// <summary>Closes the connection.</summary>
    public void Close(Exception? error)
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        _error ??= error;
        _outgoing.Close();
        transport.Abort();
    }

    /// <inheritdoc/>
    public override string ToString() => $"connection to {peer.Silo?.ToString() ?? peer.Node.ToString()} at {RemoteEndPoint}";

    private static void ThrowIfTooLarge(Message message, string part, long size, int limit, string option)
    {
        if (size > limit)
        {
            throw TooLarge(message, $"a {part} of {size} bytes", limit, option);
        }
    }

    private static InvalidMessageFrameException TooLarge(Message message, string size, int limit, string option)
    {
        var what = message.Body is IInvokable request ? $"{request.GetInterfaceName()}.{request.GetMethodName()}" : $"The response to {message.TargetGrain}";
        return new InvalidMessageFrameException(
            $"{what} has {size}; the limit is {limit} ({option}). It was not sent. Send large data in parts, or raise the limit in every process.");
    }
}
