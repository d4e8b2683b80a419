using Orleans.Serialization.Serializers;
using Orleans.Serialization.TypeSystem;

namespace Orleans.Serialization.Session;

/// <summary>What one message has written or read so far: objects and types that it may refer back to.</summary>
public sealed class SerializerSession : IDisposable
{
    private readonly SerializerSessionPool _pool;

    internal SerializerSession(SerializerSessionPool pool, TypeRegistry registry)
    {
        _pool = pool;
        CodecProvider = pool.CodecProvider;
        Types = new(registry);
    }

    /// <summary>Finds the codecs.</summary>
    public CodecProvider CodecProvider { get; }

    internal WrittenObjects Written { get; } = new();

    internal ReadObjects Read { get; } = new();

    internal TypeTable Types { get; }

    /// <summary>Forgets the objects but not the types.</summary>
    public void PartialReset()
    {
        Written.Reset();
        Read.Reset();
    }

    /// <summary>Forgets objects and types.</summary>
    public void Reset()
    {
        PartialReset();
        Types.Reset();
    }

    /// <summary>Resets the session and gives it back to its pool.</summary>
    public void Dispose()
    {
        Reset();
        _pool.Return(this);
    }
}
