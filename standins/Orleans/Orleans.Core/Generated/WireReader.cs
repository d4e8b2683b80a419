using System.Buffers.Binary;
using Orleans.Serialization;
using Orleans.Serialization.Session;

namespace OrleansStandIn.Generated;

/// <summary>Reads fields from a buffer; every length is checked against what is left before anything is allocated.</summary>
public ref struct WireReader
{
    private readonly ReadOnlySpan<byte> _buffer;
    private int _position;

    internal WireReader(ReadOnlySpan<byte> buffer, SerializerSession session)
    {
        _buffer = buffer;
        Session = session;
    }

    internal SerializerSession Session { get; }

    internal readonly int Position => _position;

    internal readonly int Remaining => _buffer.Length - _position;

    /// <summary>Reads the next field header and returns false, leaving the mark in place, at the end of the object.</summary>
    public bool ReadField(ref uint id, out WireKind kind)
    {
        var start = _position;
        var header = ReadVarUInt64();
        kind = (WireKind)(header & 15);
        switch (kind)
        {
            case WireKind.End:
                _position = start;
                return false;
            case WireKind.EndBase:
                return false;
            default:
                if ((header >> 4) > uint.MaxValue - id) throw Malformed($"a field id beyond {uint.MaxValue}");
                id += (uint)(header >> 4);
                return true;
        }
    }

    /// <summary>Reads the header of a field whose id does not matter.</summary>
    public WireKind ReadKind() => (WireKind)(ReadVarUInt64() & 15);

    /// <summary>For generated code: reads the mark at the end of an object.</summary>
    public void ReadEnd()
    {
        if (ReadKind() is var kind && kind != WireKind.End) throw Malformed($"the kind {kind} where an object must end");
    }

    /// <summary>For generated code: reads a variable-length number of up to 64 bits.</summary>
    public ulong ReadVarUInt64()
    {
        if ((uint)_position < (uint)_buffer.Length && _buffer[_position] is var first && first < 0x80)
        {
            _position++;
            return first;
        }

        ulong result = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if ((uint)_position >= (uint)_buffer.Length) throw EndOfData(1);
            var value = _buffer[_position++];
            result |= (ulong)(value & 0x7F) << shift;
            if (value < 0x80) return result;
        }

        throw Malformed("a number of more than 64 bits");
    }

    /// <summary>For generated code: reads an unsigned number of any layout of up to eight bytes.</summary>
    public ulong ReadUnsigned(WireKind kind) => kind switch
    {
        WireKind.VarInt => ReadVarUInt64(),
        WireKind.Fixed32 => BinaryPrimitives.ReadUInt32LittleEndian(Take(4)),
        WireKind.Fixed64 => BinaryPrimitives.ReadUInt64LittleEndian(Take(8)),
        _ => throw Unexpected(kind, "a number"),
    };

    /// <summary>For generated code: reads a signed number of variable length.</summary>
    public long ReadSigned(WireKind kind)
    {
        if (kind != WireKind.VarInt) throw Unexpected(kind, "a signed number");
        var value = ReadVarUInt64();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>For generated code: reads four bytes as a number, the lowest first.</summary>
    public uint ReadFixed32(WireKind kind)
        => kind == WireKind.Fixed32 ? BinaryPrimitives.ReadUInt32LittleEndian(Take(4)) : throw Unexpected(kind, "four bytes");

    /// <summary>For generated code: reads eight bytes as a number, the lowest first.</summary>
    public ulong ReadFixed64(WireKind kind)
        => kind == WireKind.Fixed64 ? BinaryPrimitives.ReadUInt64LittleEndian(Take(8)) : throw Unexpected(kind, "eight bytes");

    /// <summary>For generated code: reads sixteen bytes as two numbers, the lower half first.</summary>
    public (ulong Low, ulong High) ReadFixed128(WireKind kind)
    {
        if (kind != WireKind.Fixed128) throw Unexpected(kind, "sixteen bytes");
        var bytes = Take(16);
        return (BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
    }

    /// <summary>For generated code: reads a block of bytes, which stays part of the buffer.</summary>
    public ReadOnlySpan<byte> ReadBytes(WireKind kind)
        => kind is WireKind.Bytes or WireKind.TrackedBytes ? Take(ReadVarUInt64()) : throw Unexpected(kind, "a block of bytes");

    /// <summary>For generated code: reads a UTF-8 string or null.</summary>
    public string? ReadString(WireKind kind) => kind == WireKind.Null ? null : System.Text.Encoding.UTF8.GetString(ReadBytes(kind));

    /// <summary>
    /// Reads how many elements follow; each takes at least <paramref name="bytesPerElement"/> bytes, so a false count is found out at once.
    /// </summary>
    public int ReadCount(WireKind kind, int bytesPerElement = 1)
    {
        var count = ReadUnsigned(kind);
        return count <= (ulong)(Remaining / bytesPerElement) ? (int)count
            : throw Malformed($"a count of {count} elements, but only {Remaining} bytes follow");
    }

    /// <summary>Steps over a value of unknown meaning; objects in it can still be referenced later.</summary>
    public void Skip(WireKind kind)
    {
        WireWriter.EnsureStack();
        switch (kind)
        {
            case WireKind.Null:
                break;
            case WireKind.Reference:
            case WireKind.VarInt:
                ReadVarUInt64();
                break;
            case WireKind.Fixed32:
                Take(4);
                break;
            case WireKind.Fixed64:
                Take(8);
                break;
            case WireKind.Fixed128:
                Take(16);
                break;
            case WireKind.Bytes:
                ReadBytes(kind);
                break;
            case WireKind.TrackedBytes:
                Session.Read.AddSkipped(_position, kind, null);
                ReadBytes(kind);
                break;
            case WireKind.TrackedFields:
                Session.Read.AddSkipped(_position, kind, null);
                SkipFields();
                break;
            case WireKind.Fields:
                SkipFields();
                break;
            case WireKind.Typed:
                var type = Session.Types.ReadUnresolved(ref this);
                var inner = ReadKind();
                if (inner is WireKind.TrackedBytes or WireKind.TrackedFields) Session.Read.NameSkipped(type);
                Skip(inner);
                break;
            default:
                throw Unexpected(kind, "a value");
        }
    }

    internal ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)Remaining) throw EndOfData(count);
        var result = _buffer.Slice(_position, (int)count);
        _position += (int)count;
        return result;
    }

    /// <summary>A reader at an earlier place of the same data, for an object that was stepped over and is now wanted.</summary>
    internal readonly WireReader At(int position) => new(_buffer, Session) { _position = position };

    internal readonly SerializerException Unexpected(WireKind kind, string wanted)
        => Malformed($"the kind {kind} where {wanted} was expected");

    internal readonly SerializerException Malformed(string what)
        => new($"The data is malformed: it holds {what} (position {_position} of {_buffer.Length} bytes).");

    private readonly SerializerException EndOfData(ulong wanted)
        => new($"The data is malformed: {wanted} bytes are wanted at position {_position}, but it has only {_buffer.Length} bytes.");

    private void SkipFields()
    {
        while (true)
        {
            uint id = 0;
            if (ReadField(ref id, out var kind))
            {
                Skip(kind);
            }
            else if (kind == WireKind.End)
            {
                ReadEnd();
                return;
            }
        }
    }
}
