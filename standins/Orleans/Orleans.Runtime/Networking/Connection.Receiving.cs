using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Networking;

/// <content>Receives frames, and looks after the health of the connection.</content>
internal sealed partial class Connection
{
    private readonly WireNames _names = new();
    private int _receivedTogether;

    /// <summary>Gets when a message of the peer was last received, in milliseconds of <see cref="Environment.TickCount64"/>; signals do not count.</summary>
    public long LastReceived { get; private set; } = Environment.TickCount64;

    /// <summary>Gets or sets the health of the connection; set before anything is received.</summary>
    public ConnectionHealth? Health { get; set; }

    /// <summary>Asks the peer whether it is alive, or closes the connection where it does not answer.</summary>
    public void CheckHealth(long now, TimeSpan patience)
    {
        switch (Health!.Check(now, Volatile.Read(ref _sent), Volatile.Read(ref _lastSent)))
        {
            case HealthVerdict.Ask:
                Signal(ConnectionSignal.Ping);
                Health.OnAsked(now, _outgoing.Position);
                break;
            case HealthVerdict.Dead:
                Close(new ConnectionFailedException(
                    $"The {this} was closed: the peer has not answered for {patience.TotalSeconds} s (twice ConnectionOptions.OpenConnectionTimeout). It is frozen, overloaded or cut off."));
                break;
        }
    }

    private async Task ReceiveAsync()
    {
        using var buffer = new ReceiveBuffer();
        while (true)
        {
            var needed = HandleFrames(buffer);
            var room = buffer.GetRoom(needed);
            var count = await transport.ReceiveAsync(room, CancellationToken.None).ConfigureAwait(false);
            if (count == 0)
            {
                return;
            }

            Health?.OnReceived(Environment.TickCount64);
            buffer.Received(count);
        }
    }

    private int HandleFrames(ReceiveBuffer buffer)
    {
        var together = 0;
        while (true)
        {
            var unread = buffer.Unread;
            if (unread.Length < MessageSerializer.PrefixSize)
            {
                return MessageSerializer.PrefixSize;
            }

            var size = MessageSerializer.ReadFrameSize(unread.Span);
            if (size > limits.Frame)
            {
                throw new InvalidMessageFrameException(
                    $"The {this} sent a frame of {size} bytes; the limit is {limits.Frame}. Set MaxMessageHeaderSize and MaxMessageBodySize alike in every process.");
            }

            if (unread.Length < size)
            {
                LastReceived = Environment.TickCount64;
                return (int)size;
            }

            var frame = unread[..(int)size];
            if (SignalFrames.Read(frame.Span) is { } signal)
            {
                OnSignal(signal);
            }
            else
            {
                LastReceived = Environment.TickCount64;
                _receivedTogether = ++together;
                var message = Read(frame);
                instruments.OnReceived(size, MessageSerializer.ReadHeaderSize(frame.Span), message.Direction, Kind);
                handler.OnReceived(this, message);
            }

            buffer.Consume((int)size);
        }
    }

    private Message Read(ReadOnlyMemory<byte> frame)
    {
        try
        {
            return serializer.Read(frame, _names);
        }
        catch (Exception exception) when (exception is not InvalidMessageFrameException)
        {
            throw new InvalidMessageFrameException($"The {this} sent a frame of {frame.Length} bytes that makes no sense.", exception);
        }
    }

    private void OnSignal(ConnectionSignal signal)
    {
        switch (signal)
        {
            case ConnectionSignal.Ping:
                Signal(ConnectionSignal.Pong);
                break;
            case ConnectionSignal.Pong:
                // That something was received is all that matters.
                break;
            default:
                handler.OnSignal(this, signal);
                break;
        }
    }
}
