using Orleans.Runtime.Messaging;
using Orleans.Runtime.Observability;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Networking;

/// <summary>An established connection that carries messages both ways.</summary>
internal sealed class Connection(
    Transport transport,
    ConnectionPreamble peer,
    MessageSerializer serializer,
    ConnectionLimits limits,
    RuntimeInstruments instruments,
    IConnectionHandler handler) : IMessageSource, IThreadPoolWorkItem
{
    [ThreadStatic]
    private static FrameWriter? writerOfThread;

    private readonly OutgoingQueue _outgoing = new(limits.Queue);
    private readonly WireNames _names = new();
    private bool _batching;
    private int _closed;
    private Exception? _error;

    /// <summary>Gets what the peer told about itself.</summary>
    public ConnectionPreamble Peer => peer;

    /// <summary>Gets the endpoint of the peer.</summary>
    public System.Net.EndPoint RemoteEndPoint => transport.RemoteEndPoint;

    /// <summary>Gets whether the connection is closed.</summary>
    public bool IsClosed => Volatile.Read(ref _closed) != 0;

    /// <summary>Gets when the peer was last heard of, in milliseconds of <see cref="Environment.TickCount64"/>.</summary>
    public long LastReceived { get; private set; } = Environment.TickCount64;

    /// <summary>
    /// Serializes a message and queues it. A message that cannot be sent although the connection is alive goes back to the handler.
    /// </summary>
    /// <returns>False where the connection is closed.</returns>
    public bool TrySend(Message message)
    {
        if (IsClosed)
        {
            return false;
        }

        // Serializing runs application code, which could send a message itself: the writer is not shared meanwhile.
        var writer = writerOfThread ?? new FrameWriter();
        writerOfThread = null;
        try
        {
            var (header, body) = serializer.Write(writer, message);
            ThrowIfTooLarge(message, "header", header, limits.Header, nameof(Orleans.Configuration.MessagingOptions.MaxMessageHeaderSize));
            ThrowIfTooLarge(message, "body", body, limits.Body, nameof(Orleans.Configuration.MessagingOptions.MaxMessageBodySize));
        }
        catch (Exception exception)
        {
            writer.Reset();
            writerOfThread = writer;
            instruments.SentFailed.Add(1);
            handler.OnNotSent(message, exception);
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
                instruments.SentDropped.Add(1);
                handler.OnNotSent(message, new OrleansMessageRejectionException(
                    $"The outgoing queue to {RemoteEndPoint} is full: {_outgoing.WaitingBytes} of {limits.Queue} bytes wait. {message} was not sent; try again later."));
                return true;
            case EnqueueResult.QueuedAndMustSend:
                StartSending();
                break;
        }

        instruments.OnSent(length);
        return true;
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
        handler.OnClosed(this, _error);
    }

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

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute() => _ = SendWaitingAsync();

    private static void ThrowIfTooLarge(Message message, string part, long size, int limit, string option)
    {
        if (size <= limit)
        {
            return;
        }

        var what = message.Body is IInvokable request ? $"{request.GetInterfaceName()}.{request.GetMethodName()}" : $"the response to {message.TargetGrain}";
        throw new InvalidMessageFrameException(
            $"The {part} of {what} has {size} bytes; the limit is {limit} ({option}). Send large data in parts, or raise the limit in every process.");
    }

    private void StartSending()
    {
        // A lone message is sent by its own thread at once. While several come in, one thread gathers them, so that one send takes many.
        if (_batching)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        else
        {
            _ = SendWaitingAsync();
        }
    }

    private async Task SendWaitingAsync()
    {
        List<ArraySegment<byte>>? sent = null;
        try
        {
            while (_outgoing.TakeAll(sent, out var frames) is { } segments)
            {
                _batching = frames > 1;
                await transport.SendAsync(segments).ConfigureAwait(false);
                sent = segments;
            }
        }
        catch (Exception exception)
        {
            Close(exception);
        }
    }

    private async Task ReceiveAsync()
    {
        using var buffer = new ReceiveBuffer();
        var largest = (long)limits.Header + limits.Body + MessageSerializer.PrefixSize;
        while (true)
        {
            var needed = HandleFrames(buffer, largest);
            var room = buffer.GetRoom(needed);
            var count = await transport.ReceiveAsync(room, CancellationToken.None).ConfigureAwait(false);
            if (count == 0)
            {
                return;
            }

            LastReceived = Environment.TickCount64;
            buffer.Received(count);
        }
    }

    private int HandleFrames(ReceiveBuffer buffer, long largest)
    {
        while (true)
        {
            var unread = buffer.Unread;
            if (unread.Length < MessageSerializer.PrefixSize)
            {
                return MessageSerializer.PrefixSize;
            }

            var size = MessageSerializer.ReadFrameSize(unread.Span);
            if (size > largest)
            {
                throw new InvalidMessageFrameException($"{this} sent a frame of {size} bytes; the limit is {largest}.");
            }

            if (unread.Length < size)
            {
                return (int)size;
            }

            instruments.OnReceived(size);
            handler.OnReceived(this, serializer.Read(unread[..(int)size], _names));
            buffer.Consume((int)size);
        }
    }
}
