using System.Buffers;
using Orleans.Serialization.Session;

namespace Orleans.Serialization;

/// <summary>Serializes and deserializes values of any serializable type.</summary>
public sealed class Serializer(SerializerSessionPool sessionPool)
{
    public SerializerSessionPool SessionPool { get; } = sessionPool;

    public Serializer<T> GetSerializer<T>() => new(SessionPool);

    public bool CanSerialize<T>() => CanSerialize(typeof(T));

    public bool CanSerialize(Type type) => SessionPool.CodecProvider.TryGetCodec(type) is not null;

    public byte[] SerializeToArray<T>(T value) => SerializationBuffers.ToArray(SessionPool, value);

    public void Serialize<T, TBufferWriter>(T value, TBufferWriter destination)
        where TBufferWriter : IBufferWriter<byte>
    {
        using var session = SessionPool.GetSession();
        SerializationBuffers.Write(session, value, destination);
    }

    public void Serialize<T, TBufferWriter>(T value, TBufferWriter destination, SerializerSession session)
        where TBufferWriter : IBufferWriter<byte>
        => SerializationBuffers.Write(session, value, destination);

    public void Serialize<T>(T value, Stream destination, int sizeHint = 0)
    {
        _ = sizeHint;
        destination.Write(SerializeToArray(value));
    }

    public T? Deserialize<T>(byte[] source) => Deserialize<T>(source.AsSpan());

    public T? Deserialize<T>(byte[] source, SerializerSession session) => Deserialize<T>(source.AsSpan(), session);

    public T? Deserialize<T>(ArraySegment<byte> source) => Deserialize<T>(source.AsSpan());

    public T? Deserialize<T>(ReadOnlyMemory<byte> source) => Deserialize<T>(source.Span);

    public T? Deserialize<T>(ReadOnlyMemory<byte> source, SerializerSession session) => Deserialize<T>(source.Span, session);

    public T? Deserialize<T>(ReadOnlySpan<byte> source)
    {
        using var session = SessionPool.GetSession();
        return SerializationBuffers.Read<T>(session, source);
    }

    public T? Deserialize<T>(ReadOnlySpan<byte> source, SerializerSession session) => SerializationBuffers.Read<T>(session, source);

    public T? Deserialize<T>(ReadOnlySequence<byte> source)
    {
        using var session = SessionPool.GetSession();
        return SerializationBuffers.Read<T>(session, source);
    }

    public T? Deserialize<T>(ReadOnlySequence<byte> source, SerializerSession session) => SerializationBuffers.Read<T>(session, source);

    public T? Deserialize<T>(Stream source) => Deserialize<T>(SerializationBuffers.ReadToEnd(source));
}
