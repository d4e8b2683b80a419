using System.Buffers.Binary;
using System.IO.Hashing;

namespace OrleansML.Training.Runs;

/// <summary>
/// The frame of a saved replica: magic (8 bytes), the digest of what it belongs to (32 bytes), the length of the content (int64), the content, and
/// XxHash128 over all of that. What was cut off, damaged or belongs to something else is told before any of it is used.
/// </summary>
internal static class ReplicaCheckpoint
{
    private const ulong Magic = 0x31545043524C4D4F; // "OMLRCPT1"
    private const int DigestBytes = 32;
    private const int HeadBytes = sizeof(ulong) + DigestBytes + sizeof(long);

    public static void Write(Stream destination, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> content)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(head, Magic);
        digest.CopyTo(head[sizeof(ulong)..]);
        BinaryPrimitives.WriteInt64LittleEndian(head[(sizeof(ulong) + DigestBytes)..], content.Length);
        var hash = new XxHash128();
        hash.Append(head);
        hash.Append(content);
        destination.Write(head);
        destination.Write(content);
        destination.Write(hash.GetCurrentHash());
    }

    /// <summary>Reads the content.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="digest">What it must belong to.</param>
    /// <param name="largest">Most bytes that the content can have.</param>
    /// <exception cref="InvalidDataException">It is none, cut off, damaged or of something else.</exception>
    public static byte[] Read(Stream source, ReadOnlySpan<byte> digest, long largest)
    {
        try
        {
            var head = new byte[HeadBytes];
            source.ReadExactly(head);
            if (BinaryPrimitives.ReadUInt64LittleEndian(head) != Magic)
                throw Refusal("it does not begin as a saved replica does");
            if (!head.AsSpan(sizeof(ulong), DigestBytes).SequenceEqual(digest))
                throw Refusal("it is of another model, recipe or rows");
            var length = BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(sizeof(ulong) + DigestBytes));
            if (length < 0 || length > largest)
                throw Refusal($"its content has {length} bytes; at most {largest} can belong to this replica");

            var content = new byte[length];
            source.ReadExactly(content);
            var hash = new XxHash128();
            hash.Append(head);
            hash.Append(content);
            var written = new byte[hash.HashLengthInBytes];
            source.ReadExactly(written);
            return hash.GetCurrentHash().AsSpan().SequenceEqual(written) ? content : throw Refusal("its checksum does not fit its content");
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("The saved replica cannot be restored: it is cut off.", exception);
        }
    }

    private static InvalidDataException Refusal(string reason) => new($"The saved replica cannot be restored: {reason}.");
}
