using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime.Networking;

/// <summary>
/// Looks after the connections of a process: one whose other end is frozen or cut off stays open for TCP, but is closed here once it has not
/// answered for twice <see cref="ConnectionOptions.OpenConnectionTimeout"/>.
/// </summary>
internal sealed class ConnectionMonitor(IOptions<ConnectionOptions> options) : IDisposable
{
    private readonly ConcurrentDictionary<Connection, ConnectionHealth> _connections = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly TimeSpan _patience = 2 * options.Value.OpenConnectionTimeout;
    private int _started;

    /// <summary>Adds a new connection.</summary>
    public void Add(Connection connection)
    {
        var health = new ConnectionHealth((long)_patience.TotalMilliseconds, Environment.TickCount64);
        connection.Health = health;
        _connections[connection] = health;
        if (Interlocked.Exchange(ref _started, 1) == 0)
        {
            _ = WatchAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _disposed.Cancel();

    private async Task WatchAsync()
    {
        // The first connection may be opened inside a turn; the loop must not inherit its scheduler.
        await Task.Yield();
        var period = TimeSpan.FromMilliseconds(Math.Clamp(_patience.TotalMilliseconds / 8, 50, 500));
        using var timer = new PeriodicTimer(period);
        var last = Environment.TickCount64;
        try
        {
            while (await timer.WaitForNextTickAsync(_disposed.Token).ConfigureAwait(false))
            {
                var now = Environment.TickCount64;

                // Where this process was stopped or starved, the answers may be there and not yet be read.
                var wasHeldUp = now - last > period.TotalMilliseconds + 1000 || Debugger.IsAttached;
                last = now;
                foreach (var (connection, health) in _connections)
                {
                    if (connection.IsClosed)
                    {
                        _connections.TryRemove(connection, out _);
                    }
                    else if (wasHeldUp)
                    {
                        health.Forgive(now);
                    }
                    else
                    {
                        connection.CheckHealth(now, _patience);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }
}
