using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansML.Conformance.Networking;

/// <summary>
/// Stands between a client and a gateway, or between two silos: passes bytes on, and freezes, cuts or refuses connections when a test wants it.
/// </summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private const int LargestRecord = 1 << 20;
    private readonly List<Socket> _sockets = [];
    private readonly MemoryStream _seen = new();
    private volatile TaskCompletionSource _flow = Completed();
    private TcpListener _listener;
    private Task _accepting;
    private bool _isCut;

    public TcpProxy(int target)
    {
        Target = target;
        Port = LoopbackPorts.Take(1)[0];
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Where the proxy listens.</summary>
    public int Port { get; }

    /// <summary>The port behind the proxy.</summary>
    public int Target { get; }

    /// <summary>How many bytes each connection passes on per second and direction; 0 for as many as there are.</summary>
    public int BytesPerSecond { get; set; }

    /// <summary>How many connections have been accepted so far.</summary>
    public int Accepted { get; private set; }

    /// <summary>Lets no byte through in either direction; the connections stay open, and new ones are accepted too, as by a frozen process.</summary>
    public void Freeze() => _flow = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets bytes through again.</summary>
    public void Thaw() => _flow.TrySetResult();

    /// <summary>Closes all connections and refuses new ones, until <see cref="Restore"/>.</summary>
    public void Cut()
    {
        _listener.Dispose();
        CloseAll();
    }

    /// <summary>Ends the effect of <see cref="Cut"/>.</summary>
    public void Restore()
    {
        lock (_sockets)
        {
            _isCut = false;
        }

        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>What has passed, as far as it is printable.</summary>
    public string SeenText()
    {
        lock (_seen)
        {
            return Encoding.Latin1.GetString(_seen.ToArray());
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        Thaw();
        CloseAll();
        await _accepting;
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }

    private void CloseAll()
    {
        Socket[] open;
        lock (_sockets)
        {
            _isCut = true;
            open = [.. _sockets];
            _sockets.Clear();
        }

        Array.ForEach(open, static socket => socket.Dispose());
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptSocketAsync();
                var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                lock (_sockets)
                {
                    // Accepted a moment before the cut: nobody else would close it.
                    if (_isCut)
                    {
                        near.Dispose();
                        far.Dispose();
                        return;
                    }

                    _sockets.AddRange([near, far]);
                }

                Accepted++;
                _ = ConnectAsync(near, far);
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException)
        {
            // The proxy ends, while it waits or between two connections.
        }
    }

    private async Task ConnectAsync(Socket near, Socket far)
    {
        try
        {
            near.NoDelay = true;
            await far.ConnectAsync(IPAddress.Loopback, Target);
            await Task.WhenAny(PassOnAsync(near, far), PassOnAsync(far, near));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Nobody listens behind the proxy, or it is cut: the other end sees its connection closed.
        }

        near.Dispose();
        far.Dispose();
    }

    private async Task PassOnAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                await _flow.Task;
                var count = await from.ReceiveAsync(buffer);
                await _flow.Task;
                if (BytesPerSecond > 0)
                {
                    await Task.Delay(TimeSpan.FromSeconds((double)count / BytesPerSecond));
                }

                if (count == 0)
                {
                    return;
                }

                lock (_seen)
                {
                    if (_seen.Length < LargestRecord)
                    {
                        _seen.Write(buffer, 0, count);
                    }
                }

                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // One end is gone; so is the connection.
        }
    }
}
