using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace OrleansML.Testing.Servers;

/// <summary>
/// A way to a server that can keep what is sent on it: it is then delivered late, in order, even if its sender is gone meanwhile. What the
/// server sends is passed on at once.
/// </summary>
public sealed class HeldLink : IAsyncDisposable
{
    private readonly IPEndPoint _server;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> _sockets = [];
    private readonly StringBuilder _kept = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly Task _accepting;
    private volatile TaskCompletionSource _flow = new();
    private int _undelivered;

    /// <summary>Creates a way that keeps nothing yet.</summary>
    /// <param name="server">Address and port of the server.</param>
    public HeldLink(string server)
    {
        _server = IPEndPoint.Parse(server);
        _flow.SetResult();
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients reach the server on this way.</summary>
    public string Address => ((IPEndPoint)_listener.LocalEndpoint).ToString();

    /// <summary>Keeps what is sent from now on.</summary>
    public void Hold() => _flow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether a text is in what is kept.</summary>
    public bool Keeps(string text)
    {
        lock (_kept)
            return _kept.ToString().Contains(text, StringComparison.Ordinal);
    }

    /// <summary>Delivers what was kept, and returns when the server has it.</summary>
    public async Task ReleaseAsync()
    {
        _flow.TrySetResult();
        await WaitUntilDeliveredAsync().WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        _listener.Dispose();
        _flow.TrySetResult();
        lock (_sockets)
            _sockets.ForEach(static socket => socket.Dispose());
        await _accepting;
        _disposed.Dispose();
    }

    private async Task WaitUntilDeliveredAsync()
    {
        while (Volatile.Read(ref _undelivered) > 0)
            await Task.Delay(10);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_disposed.Token);
                var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
                lock (_sockets)
                    _sockets.AddRange([client, server]);
                _ = PassOnAsync(client, server);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The link ends, while it waits or between two connections.
        }
    }

    private async Task PassOnAsync(Socket client, Socket server)
    {
        client.NoDelay = server.NoDelay = true;
        var waiting = Channel.CreateUnbounded<byte[]>();
        try
        {
            await server.ConnectAsync(_server, _disposed.Token);
            await Task.WhenAll(KeepAsync(client, waiting.Writer), DeliverAsync(waiting.Reader, server), AnswerAsync(server, client));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // One end is gone; so is the connection.
        }

        client.Dispose();
        server.Dispose();
    }

    private async Task KeepAsync(Socket client, ChannelWriter<byte[]> waiting)
    {
        var buffer = new byte[64 * 1024];
        while (await client.ReceiveAsync(buffer, _disposed.Token) is > 0 and var count)
        {
            if (!_flow.Task.IsCompleted)
            {
                lock (_kept)
                    _kept.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }

            Interlocked.Increment(ref _undelivered);
            await waiting.WriteAsync(buffer[..count], _disposed.Token);
        }

        waiting.Complete();
    }

    private async Task DeliverAsync(ChannelReader<byte[]> waiting, Socket server)
    {
        await foreach (var bytes in waiting.ReadAllAsync(_disposed.Token))
        {
            await _flow.Task.WaitAsync(_disposed.Token);
            for (var sent = 0; sent < bytes.Length;)
                sent += await server.SendAsync(bytes.AsMemory(sent), _disposed.Token);
            Interlocked.Decrement(ref _undelivered);
        }

        server.Shutdown(SocketShutdown.Send);
    }

    private async Task AnswerAsync(Socket server, Socket client)
    {
        var buffer = new byte[64 * 1024];
        while (await server.ReceiveAsync(buffer, _disposed.Token) is > 0 and var count)
        {
            for (var sent = 0; sent < count;)
                sent += await client.SendAsync(buffer.AsMemory(sent, count - sent), _disposed.Token);
        }

        client.Shutdown(SocketShutdown.Send);
    }
}
