using System.Net;
using Orleans.Runtime.Networking;

namespace Orleans.Runtime.Messaging;

/// <summary>
/// Remembers the identities that were read last, so that messages between the same parties create no new ones.
/// Each slot holds one identity; a clash of hashes only costs a new object. Belongs to one connection and is not thread-safe.
/// </summary>
internal sealed class WireNames
{
    private readonly IdSpan[] _spans = new IdSpan[1024];
    private readonly (byte[] Bytes, SiloAddress Silo)[] _silos = new (byte[] Bytes, SiloAddress Silo)[64];

    /// <summary>Writes an identity.</summary>
    public static void Write(FrameWriter writer, GrainId id)
    {
        writer.WriteBytes(id.Type.AsSpan());
        writer.WriteBytes(id.Key.AsSpan());
    }

    /// <summary>Writes the address of a silo.</summary>
    public static void Write(FrameWriter writer, SiloAddress silo)
    {
        Span<byte> bytes = stackalloc byte[8 + 16];
        BitConverter.TryWriteBytes(bytes, silo.Endpoint.Port);
        BitConverter.TryWriteBytes(bytes[4..], silo.Generation);
        silo.Endpoint.Address.TryWriteBytes(bytes[8..], out var length);
        writer.WriteBytes(bytes[..(8 + length)]);
    }

    /// <summary>Reads an identity.</summary>
    public GrainId ReadGrainId(ref FrameReader reader)
    {
        var type = ReadIdSpan(ref reader);
        return new GrainId(new GrainType(type), ReadIdSpan(ref reader));
    }

    /// <summary>Reads a part of an identity.</summary>
    public IdSpan ReadIdSpan(ref FrameReader reader)
    {
        var bytes = reader.ReadBytes();
        if (bytes.IsEmpty)
        {
            return default;
        }

        ref var slot = ref _spans[Hash(bytes) & (_spans.Length - 1)];
        return slot.AsSpan().SequenceEqual(bytes) ? slot : slot = new IdSpan(bytes.ToArray());
    }

    /// <summary>Reads the address of a silo.</summary>
    public SiloAddress ReadSiloAddress(ref FrameReader reader)
    {
        var bytes = reader.ReadBytes();
        ref var slot = ref _silos[Hash(bytes) & (_silos.Length - 1)];
        if (slot.Silo is not null && bytes.SequenceEqual(slot.Bytes))
        {
            return slot.Silo;
        }

        slot.Silo = SiloAddress.New(new IPAddress(bytes[8..]), BitConverter.ToInt32(bytes), BitConverter.ToInt32(bytes[4..]));
        slot.Bytes = bytes.ToArray();
        return slot.Silo;
    }

    private static int Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }
}
