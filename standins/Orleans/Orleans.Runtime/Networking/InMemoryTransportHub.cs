using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Networking;

/// <summary>Connects the silos and clients of one cluster inside one process, without sockets but with the same frames.</summary>
internal sealed class InMemoryTransportHub : ITransportFactory
{
    private readonly ConcurrentDictionary<IPEndPoint, Listener> _listeners = new();

    /// <inheritdoc/>
    public ValueTask<Transport> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        var (client, server) = InMemoryTransport.CreatePair(endpoint);
        if (_listeners.TryGetValue(endpoint, out var listener) && listener.TryAdd(server))
        {
            return new(client);
        }

        throw new ConnectionFailedException($"Unable to connect to {endpoint}: nobody listens there.");
    }

    /// <inheritdoc/>
    public ITransportListener Listen(IPEndPoint endpoint)
    {
        var listener = new Listener(this, endpoint);
        return _listeners.TryAdd(endpoint, listener)
            ? listener
            : throw new IOException($"Cannot listen on {endpoint}: another silo of this process uses it.");
    }

    private sealed class Listener(InMemoryTransportHub hub, IPEndPoint endpoint) : ITransportListener
    {
        private readonly Channel<Transport> _accepted = Channel.CreateUnbounded<Transport>();

        public bool TryAdd(Transport transport) => _accepted.Writer.TryWrite(transport);

        public async ValueTask<Transport?> AcceptAsync() =>
            await _accepted.Reader.WaitToReadAsync().ConfigureAwait(false) && _accepted.Reader.TryRead(out var transport) ? transport : null;

        public void Dispose()
        {
            hub._listeners.TryRemove(new(endpoint, this));
            _accepted.Writer.TryComplete();
        }
    }
}
