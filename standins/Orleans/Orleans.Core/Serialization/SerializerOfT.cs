using System.Buffers;
using Orleans.Serialization.Session;

namespace Orleans.Serialization;

/// <summary>Serializes and deserializes values of one type.</summary>
public sealed class Serializer<T>(SerializerSessionPool sessionPool)
{
    /// <summary>Returns a value as bytes; throws <see cref="CodecNotFoundException"/> if a type in it has no serializer.</summary>
    public byte[] SerializeToArray(T value) => SerializationBuffers.ToArray(sessionPool, value);

    /// <summary>Writes a value to a buffer.</summary>
    public void Serialize<TBufferWriter>(T value, TBufferWriter destination)
        where TBufferWriter : IBufferWriter<byte>
    {
        using var session = sessionPool.GetSession();
        SerializationBuffers.Write(session, value, destination);
    }

    /// <summary>Writes a value to a buffer within a session, so that it can refer to what the session wrote before.</summary>
    public void Serialize<TBufferWriter>(T value, TBufferWriter destination, SerializerSession session)
        where TBufferWriter : IBufferWriter<byte>
        => SerializationBuffers.Write(session, value, destination);

    /// <summary>Writes a value to a stream; the size hint is not used.</summary>
    public void Serialize(T value, Stream destination, int sizeHint = 0)
    {
        _ = sizeHint;
        destination.Write(SerializeToArray(value));
    }

    /// <summary>Reads a value; throws <see cref="SerializerException"/> if the data is malformed.</summary>
    public T? Deserialize(byte[] source) => Deserialize(source.AsSpan());

    /// <summary>Reads a value within a session, so that it can refer to what the session read before.</summary>
    public T? Deserialize(byte[] source, SerializerSession session) => Deserialize(source.AsSpan(), session);

    /// <summary>Reads a value; throws <see cref="SerializerException"/> if the data is malformed.</summary>
    public T? Deserialize(ArraySegment<byte> source) => Deserialize(source.AsSpan());

    /// <summary>Reads a value; throws <see cref="SerializerException"/> if the data is malformed.</summary>
    public T? Deserialize(ReadOnlyMemory<byte> source) => Deserialize(source.Span);

    /// <summary>Reads a value within a session, so that it can refer to what the session read before.</summary>
    public T? Deserialize(ReadOnlyMemory<byte> source, SerializerSession session) => Deserialize(source.Span, session);

    /// <summary>Reads a value; throws <see cref="SerializerException"/> if the data is malformed.</summary>
    public T? Deserialize(ReadOnlySpan<byte> source)
    {
        using var session = sessionPool.GetSession();
        return SerializationBuffers.Read<T>(session, source);
    }

    /// <summary>Reads a value within a session, so that it can refer to what the session read before.</summary>
    public T? Deserialize(ReadOnlySpan<byte> source, SerializerSession session) => SerializationBuffers.Read<T>(session, source);

    /// <summary>Reads a value; a sequence of several segments is brought together first.</summary>
    public T? Deserialize(ReadOnlySequence<byte> source)
    {
        using var session = sessionPool.GetSession();
        return SerializationBuffers.Read<T>(session, source);
    }

    /// <summary>Reads a value within a session, so that it can refer to what the session read before.</summary>
    public T? Deserialize(ReadOnlySequence<byte> source, SerializerSession session) => SerializationBuffers.Read<T>(session, source);

    /// <summary>Reads a value from a stream, which is read to its end.</summary>
    public T? Deserialize(Stream source) => Deserialize(SerializationBuffers.ReadToEnd(source));
}
