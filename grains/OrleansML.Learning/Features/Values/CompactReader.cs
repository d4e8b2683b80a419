using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace OrleansML.Learning.Features;

/// <summary>Reads what <see cref="CompactWriter"/> wrote; anything else gives <see cref="InvalidDataException"/>, never more memory than the data have bytes.</summary>
internal ref struct CompactReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;

    public readonly int Remaining => _rest.Length;

    public byte ReadByte()
    {
        if (_rest.IsEmpty)
            throw Damaged();

        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    public ulong ReadUnsigned()
    {
        var first = ReadByte();
        var extra = first == 0 ? 8 : BitOperations.TrailingZeroCount(first);
        if (extra > _rest.Length)
            throw Damaged();

        ulong value;
        if (extra == 8)
        {
            value = BinaryPrimitives.ReadUInt64LittleEndian(_rest);
        }
        else
        {
            ulong shifted = first;
            for (var index = 0; index < extra; index++)
                shifted |= (ulong)_rest[index] << (8 * (index + 1));
            value = shifted >> (extra + 1);
        }

        _rest = _rest[extra..];
        return value;
    }

    public long ReadSigned()
    {
        var value = ReadUnsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public double ReadDouble() => BitConverter.UInt64BitsToDouble(BinaryPrimitives.ReverseEndianness(ReadUnsigned()));

    public void ReadDoubles(Span<double> destination)
    {
        for (var index = 0; index < destination.Length; index++)
        {
            // Most numbers have no short form: a zero, and then all of their bytes.
            if (_rest.Length > sizeof(double) && _rest[0] == 0)
            {
                destination[index] = BinaryPrimitives.ReadDoubleBigEndian(_rest[1..]);
                _rest = _rest[(sizeof(double) + 1)..];
            }
            else
            {
                destination[index] = ReadDouble();
            }
        }
    }

    /// <summary>Skips bytes where they come next.</summary>
    public bool TrySkip(ReadOnlySpan<byte> bytes)
    {
        if (!_rest.StartsWith(bytes))
            return false;

        _rest = _rest[bytes.Length..];
        return true;
    }

    /// <summary>A number of things that take at least so many bytes each.</summary>
    public int ReadCount(int smallest)
    {
        var count = ReadUnsigned();
        return count <= (ulong)(_rest.Length / smallest) ? (int)count : throw Damaged();
    }

    public string ReadText() => Encoding.UTF8.GetString(ReadBytes(ReadCount(1)));

    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if (count > _rest.Length)
            throw Damaged();

        var bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }

    public FeatureValue ReadValue()
    {
        var tag = ReadByte();
        if (tag == 0)
            return FeatureValue.Missing;

        var type = (FeatureType)(tag - 1);
        return type switch
        {
            FeatureType.String => FeatureValue.Of(ReadText()),
            FeatureType.Double => FeatureValue.Of(ReadDouble()),
            >= FeatureType.Bool and <= FeatureType.Timestamp => FeatureValue.FromBits(type, ReadSigned()),
            _ => throw Damaged(),
        };
    }

    public void Expect(long expected, string what)
    {
        var value = ReadUnsigned();
        if (value != (ulong)expected)
            throw new InvalidDataException($"The {what} is {value}; expected is {expected}.");
    }

    public readonly void ExpectEnd()
    {
        if (!_rest.IsEmpty)
            throw new InvalidDataException($"{_rest.Length} bytes follow the end of the state.");
    }

    public readonly InvalidDataException Damaged() => new("The state of a feature is cut short or damaged.");
}
