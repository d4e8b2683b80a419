using System.Buffers.Binary;
using System.Text;

namespace Orleans.Runtime.Networking;

/// <summary>Reads what <see cref="FrameWriter"/> wrote.</summary>
internal ref struct FrameReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Gets the number of bytes not read yet.</summary>
    public readonly int RestLength => _rest.Length;

    /// <summary>Reads a byte.</summary>
    public byte ReadByte() => Take(1)[0];

    /// <summary>Reads 8 bytes, lowest first.</summary>
    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>Reads 4 bytes, lowest first.</summary>
    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    /// <summary>Reads a length and as many bytes.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = (int)ReadByte();
        return Take(length == byte.MaxValue ? ReadInt32() : length);
    }

    /// <summary>Reads a text.</summary>
    public string ReadString() => Encoding.UTF8.GetString(ReadBytes());

    private ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)_rest.Length)
        {
            throw new Messaging.InvalidMessageFrameException($"A frame ends early: {count} bytes expected, {_rest.Length} left.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
