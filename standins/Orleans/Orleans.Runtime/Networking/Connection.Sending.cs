namespace Orleans.Runtime.Networking;

/// <content>Sends what waits in the outgoing queue.</content>
internal sealed partial class Connection : IThreadPoolWorkItem
{
    // More than this at once would hide for long whether a slow peer takes anything.
    private const int LargestSend = 4 * 1024 * 1024;

    private static readonly TimeSpan ClosePollPeriod = TimeSpan.FromMilliseconds(10);

    private readonly OutgoingQueue _outgoing = new(limits.QueueBytes, limits.QueueFrames);
    private bool _batching;
    private long _sent;
    private long _lastSent = Environment.TickCount64;

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute() => _ = SendWaitingAsync();

    private void StartSending()
    {
        // A lone message is sent by its own thread at once. While several come in or go out together, the send waits its turn in the thread pool
        // and takes all that have been queued by then. What comes in together has to count too: with as many threads as processors, two sends
        // hardly ever meet, so that a busy connection could otherwise stay with one system call per message on either side for good.
        if (_batching || _receivedTogether > 1)
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
            while (_outgoing.TakeAll(sent, out var frames, out var bytes) is { } segments)
            {
                _batching = frames > 1;
                if (bytes <= LargestSend)
                {
                    await transport.SendAsync(segments).ConfigureAwait(false);
                    OnSent(bytes);
                }
                else
                {
                    await SendInPartsAsync(segments).ConfigureAwait(false);
                }

                sent = segments;
            }
        }
        catch (Exception exception)
        {
            Close(exception);
        }
    }

    private async ValueTask SendInPartsAsync(List<ArraySegment<byte>> segments)
    {
        var part = new List<ArraySegment<byte>>();
        long size = 0;
        foreach (var segment in segments)
        {
            for (var start = 0; start < segment.Count;)
            {
                var count = (int)Math.Min(segment.Count - start, LargestSend - size);
                part.Add(segment.Slice(start, count));
                start += count;
                size += count;
                if (size == LargestSend)
                {
                    await SendPartAsync().ConfigureAwait(false);
                }
            }
        }

        if (size > 0)
        {
            await SendPartAsync().ConfigureAwait(false);
        }

        async ValueTask SendPartAsync()
        {
            await transport.SendAsync(part).ConfigureAwait(false);
            OnSent(size);
            part.Clear();
            size = 0;
        }
    }

    private async Task CloseWhenSentAsync()
    {
        while (!IsClosed && Volatile.Read(ref _sent) < _outgoing.Position)
        {
            await Task.Delay(ClosePollPeriod).ConfigureAwait(false);
        }

        Close(null);
    }

    private void OnSent(long bytes)
    {
        Volatile.Write(ref _lastSent, Environment.TickCount64);
        Volatile.Write(ref _sent, _sent + bytes);
    }
}
