using System.Buffers;
using Orleans.Serialization.Session;

namespace Orleans.Serialization;

/// <summary>Serializes and deserializes values of one type.</summary>
public sealed class Serializer<T>(SerializerSessionPool sessionPool)
{
    public byte[] SerializeToArray(T value) => SerializationBuffers.ToArray(sessionPool, value);

    public void Serialize<TBufferWriter>(T value, TBufferWriter destination)
        where TBufferWriter : IBufferWriter<byte>
    {
        using var session = sessionPool.GetSession();
        SerializationBuffers.Write(session, value, destination);
    }

    public void Serialize<TBufferWriter>(T value, TBufferWriter destination, SerializerSession session)
        where TBufferWriter : IBufferWriter<byte>
        => SerializationBuffers.Write(session, value, destination);

    public void Serialize(T value, Stream destination, int sizeHint = 0)
    {
        _ = sizeHint;
        destination.Write(SerializeToArray(value));
    }

    public T? Deserialize(byte[] source) => Deserialize(source.AsSpan());

    public T? Deserialize(byte[] source, SerializerSession session) => Deserialize(source.AsSpan(), session);

    public T? Deserialize(ArraySegment<byte> source) => Deserialize(source.AsSpan());

    public T? Deserialize(ReadOnlyMemory<byte> source) => Deserialize(source.Span);

    public T? Deserialize(ReadOnlyMemory<byte> source, SerializerSession session) => Deserialize(source.Span, session);

    public T? Deserialize(ReadOnlySpan<byte> source)
    {
        using var session = sessionPool.GetSession();
        return SerializationBuffers.Read<T>(session, source);
    }

    public T? Deserialize(ReadOnlySpan<byte> source, SerializerSession session) => SerializationBuffers.Read<T>(session, source);

    public T? Deserialize(ReadOnlySequence<byte> source)
    {
        using var session = sessionPool.GetSession();
        return SerializationBuffers.Read<T>(session, source);
    }

    public T? Deserialize(ReadOnlySequence<byte> source, SerializerSession session) => SerializationBuffers.Read<T>(session, source);

    public T? Deserialize(Stream source) => Deserialize(SerializationBuffers.ReadToEnd(source));
}
