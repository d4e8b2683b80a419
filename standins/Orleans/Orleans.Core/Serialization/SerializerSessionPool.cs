using System.Collections.Concurrent;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.TypeSystem;

namespace Orleans.Serialization.Session;

/// <summary>Keeps sessions for reuse.</summary>
public sealed class SerializerSessionPool : IDisposable
{
    private const int MaximumPooled = 256;

    private readonly ConcurrentQueue<SerializerSession> _free = new();
    private readonly TypeRegistry _registry;
    private SerializerSession? _last;

    internal SerializerSessionPool(CodecProvider codecProvider)
    {
        CodecProvider = codecProvider;
        _registry = codecProvider.Registry;
    }

    /// <summary>Finds the codecs.</summary>
    public CodecProvider CodecProvider { get; }

    /// <summary>Takes a session; disposing it gives it back.</summary>
    public SerializerSession GetSession()
        => Interlocked.Exchange(ref _last, null) ?? (_free.TryDequeue(out var session) ? session : new(this, _registry));

    /// <inheritdoc/>
    public void Dispose() => _free.Clear();

    internal void Return(SerializerSession session)
    {
        if (Interlocked.CompareExchange(ref _last, session, null) is not null && _free.Count < MaximumPooled) _free.Enqueue(session);
    }
}
