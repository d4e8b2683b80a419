using StackExchange.Redis;

namespace OrleansML.Client;

/// <summary>The one connection of a process to Redis, shared by everything that uses it. Reconnects by itself. Safe to share.</summary>
internal sealed class RedisConnection : IAsyncDisposable, IDisposable
{
    private readonly Lock _lock = new();
    private Task<ConnectionMultiplexer>? _connecting;

    public RedisConnection(string connectionString)
    {
        Options = ConfigurationOptions.Parse(connectionString);
        // A server that is not there yet is waited for, as one that went away is.
        Options.AbortOnConnectFail = false;
        Options.ClientName ??= $"orleansml-{Environment.ProcessId}";
        Servers = string.Join(", ", Options.EndPoints);
    }

    /// <summary>Servers, password and all else that was configured.</summary>
    public ConfigurationOptions Options { get; }

    /// <summary>The servers, for people.</summary>
    public string Servers { get; }

    /// <summary>Returns the connection, which may be without a server at the moment.</summary>
    /// <exception cref="RedisConnectionException">The connection string cannot work, for instance because no name in it resolves.</exception>
    public async Task<IConnectionMultiplexer> GetAsync()
    {
        Task<ConnectionMultiplexer> connecting;
        lock (_lock)
        {
            if (_connecting is null or { IsFaulted: true })
                _connecting = ConnectionMultiplexer.ConnectAsync(Options);
            connecting = _connecting;
        }

        return await connecting;
    }

    public async ValueTask DisposeAsync()
    {
        if (Take() is { } connecting && await connecting is { } connection)
            await connection.DisposeAsync();
    }

    public void Dispose()
    {
        if (Take() is { IsCompletedSuccessfully: true } connected)
            connected.Result.Dispose();
    }

    private Task<ConnectionMultiplexer>? Take()
    {
        lock (_lock)
        {
            var connecting = _connecting;
            _connecting = null;
            return connecting is { IsFaulted: true } ? null : connecting;
        }
    }
}
