using System.Buffers;
using Orleans.Serialization.Session;

namespace Orleans.Serialization;

/// <summary>Serializes and deserializes values of any serializable type.</summary>
public sealed class Serializer(SerializerSessionPool sessionPool)
{
    /// <summary>The sessions that calls without one use.</summary>
    public SerializerSessionPool SessionPool { get; } = sessionPool;

    /// <summary>Returns a serializer of values of one type.</summary>
    public Serializer<T> GetSerializer<T>() => new(SessionPool);

    /// <summary>Whether values of a type can be serialized.</summary>
    public bool CanSerialize<T>() => CanSerialize(typeof(T));

    /// <summary>Whether values of a type can be serialized.</summary>
    public bool CanSerialize(Type type) => SessionPool.CodecProvider.TryGetCodec(type) is not null;

    /// <summary>Returns a value as bytes; throws <see cref="CodecNotFoundException"/> if a type in it has no serializer.</summary>
    public byte[] SerializeToArray<T>(T value) => SerializationBuffers.ToArray(SessionPool, value);

    /// <summary>Writes a value to a buffer.</summary>
    public void Serialize<T, TBufferWriter>(T value, TBufferWriter destination)
        where TBufferWriter : IBufferWriter<byte>
    {
        using var session = SessionPool.GetSession();
        SerializationBuffers.Write(session, value, destination);
    }

    /// <summary>Writes a value to a buffer within a session, so that it can refer to what the session wrote before.</summary>
    public void Serialize<T, TBufferWriter>(T value, TBufferWriter destination, SerializerSession session)
        where TBufferWriter : IBufferWriter<byte>
        => SerializationBuffers.Write(session, value, destination);

    /// <summary>Writes a value to a stream; the size hint is not used.</summary>
    public void Serialize<T>(T value, Stream destination, int sizeHint = 0)
    {
        _ = sizeHint;
        destination.Write(SerializeToArray(value));
    }

    /// <summary>Reads a value; throws <see cref="SerializerException"/> if the data is malformed.</summary>
    public T? Deserialize<T>(byte[] source) => Deserialize<T>(source.AsSpan());

    /// <summary>Reads a value within a session, so that it can refer to what the session read before.</summary>
    public T? Deserialize<T>(byte[] source, SerializerSession session) => Deserialize<T>(source.AsSpan(), session);

    /// <summary>Reads a value; throws <see cref="SerializerException"/> if the data is malformed.</summary>
    public T? Deserialize<T>(ArraySegment<byte> source) => Deserialize<T>(source.AsSpan());

    /// <summary>Reads a value; throws <see cref="SerializerException"/> if the data is malformed.</summary>
    public T? Deserialize<T>(ReadOnlyMemory<byte> source) => Deserialize<T>(source.Span);

    /// <summary>Reads a value within a session, so that it can refer to what the session read before.</summary>
    public T? Deserialize<T>(ReadOnlyMemory<byte> source, SerializerSession session) => Deserialize<T>(source.Span, session);

    /// <summary>Reads a value; throws <see cref="SerializerException"/> if the data is malformed.</summary>
    public T? Deserialize<T>(ReadOnlySpan<byte> source)
    {
        using var session = SessionPool.GetSession();
        return SerializationBuffers.Read<T>(session, source);
    }

    /// <summary>Reads a value within a session, so that it can refer to what the session read before.</summary>
    public T? Deserialize<T>(ReadOnlySpan<byte> source, SerializerSession session) => SerializationBuffers.Read<T>(session, source);

    /// <summary>Reads a value; a sequence of several segments is brought together first.</summary>
    public T? Deserialize<T>(ReadOnlySequence<byte> source)
    {
        using var session = SessionPool.GetSession();
        return SerializationBuffers.Read<T>(session, source);
    }

    /// <summary>Reads a value within a session, so that it can refer to what the session read before.</summary>
    public T? Deserialize<T>(ReadOnlySequence<byte> source, SerializerSession session) => SerializationBuffers.Read<T>(session, source);

    /// <summary>Reads a value from a stream, which is read to its end.</summary>
    public T? Deserialize<T>(Stream source) => Deserialize<T>(SerializationBuffers.ReadToEnd(source));
}
