using System.Buffers;
using Orleans.Serialization.Session;
using OrleansStandIn.Generated;

namespace Orleans.Serialization;

/// <summary>The way from values to buffers and back that all serializers share.</summary>
internal static class SerializationBuffers
{
    [ThreadStatic]
    private static RentedBufferWriter? s_buffer;

    public static byte[] ToArray<T>(SerializerSessionPool pool, T value)
    {
        var buffer = s_buffer ?? new();
        s_buffer = null;
        try
        {
            using var session = pool.GetSession();
            Write(session, value, buffer);
            return buffer.WrittenSpan.ToArray();
        }
        finally
        {
            buffer.Reset();
            s_buffer = buffer;
        }
    }

    public static void Write<T>(SerializerSession session, T value, IBufferWriter<byte> destination)
    {
        var writer = new WireWriter(destination, session);
        session.CodecProvider.GetCodec<T>().Write(ref writer, 0, value);
        writer.Flush();
    }

    public static T Read<T>(SerializerSession session, ReadOnlySpan<byte> source)
    {
        var reader = new WireReader(source, session);
        return session.CodecProvider.GetCodec<T>().Read(ref reader, reader.ReadKind());
    }

    /// <summary>Reads from a sequence; one in several segments is brought together first.</summary>
    public static T Read<T>(SerializerSession session, in ReadOnlySequence<byte> source)
    {
        if (source.IsSingleSegment) return Read<T>(session, source.FirstSpan);
        var length = checked((int)source.Length);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            source.CopyTo(rented);
            return Read<T>(session, rented.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public static byte[] ReadToEnd(Stream source)
    {
        using var buffer = new MemoryStream();
        source.CopyTo(buffer);
        return buffer.ToArray();
    }
}
