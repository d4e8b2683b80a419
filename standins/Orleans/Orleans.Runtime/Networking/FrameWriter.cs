using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Orleans.Runtime.Networking;

/// <summary>Collects one frame in pooled segments. The first segment is kept, so that small frames rent nothing.</summary>
internal sealed class FrameWriter : IBufferWriter<byte>
{
    private const int FirstSegmentSize = 16 * 1024;
    private const int SegmentSize = 64 * 1024;
    private const int LargestSegmentSize = 1024 * 1024;

    private readonly byte[] _first = new byte[FirstSegmentSize];
    private readonly List<ArraySegment<byte>> _segments = [];
    private byte[] _current;
    private int _used;

    /// <summary>Initializes an empty writer.</summary>
    public FrameWriter() => _current = _first;

    /// <summary>Gets the number of bytes written.</summary>
    public long Length { get; private set; }

    /// <summary>
    /// Gets or sets how many bytes may be written; more are refused as soon as it is noticed, so that an endless body does not eat the memory first.
    /// </summary>
    public long Limit { get; set; } = long.MaxValue;

    /// <summary>Gets whether more than <see cref="Limit"/> was refused.</summary>
    public bool IsOverLimit { get; private set; }

    /// <summary>Gets whether all bytes are in the first segment.</summary>
    public bool IsSingleSegment => ReferenceEquals(_current, _first);

    /// <summary>Gets the bytes of the first segment.</summary>
    public ReadOnlySpan<byte> FirstSegment => IsSingleSegment ? _first.AsSpan(0, _used) : _segments[0].AsSpan();

    /// <inheritdoc/>
    public void Advance(int count)
    {
        _used += count;
        Length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _current.AsMemory(_used);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _current.AsSpan(_used);
    }

    /// <summary>Writes a byte.</summary>
    public void WriteByte(byte value)
    {
        Ensure(1);
        _current[_used] = value;
        Advance(1);
    }

    /// <summary>Writes 8 bytes, lowest first.</summary>
    public void WriteInt64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(GetSpan(sizeof(long)), value);
        Advance(sizeof(long));
    }

    /// <summary>Writes 4 bytes, lowest first.</summary>
    public void WriteInt32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(GetSpan(sizeof(int)), value);
        Advance(sizeof(int));
    }

    /// <summary>Writes a length (one byte below 255, else five) and the bytes.</summary>
    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        WriteLength(value.Length);
        value.CopyTo(GetSpan(value.Length));
        Advance(value.Length);
    }

    /// <summary>Writes a text as UTF-8 with its length.</summary>
    public void WriteString(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        WriteLength(length);
        Encoding.UTF8.GetBytes(value, GetSpan(length));
        Advance(length);
    }

    /// <summary>Overwrites 4 bytes at a position inside the first segment.</summary>
    public void PatchInt32(int position, int value) => BinaryPrimitives.WriteInt32LittleEndian(_first.AsSpan(position), value);

    /// <summary>Moves the rented segments to a queue, whose owner returns them; the first segment is copied.</summary>
    public void MoveTo(List<ArraySegment<byte>> destination)
    {
        CloseCurrent();
        var head = _segments[0];
        var copy = ArrayPool<byte>.Shared.Rent(head.Count);
        head.AsSpan().CopyTo(copy);
        destination.Add(new(copy, 0, head.Count));
        destination.AddRange(_segments.Skip(1));
        Clear();
    }

    /// <summary>Forgets what was written and returns rented segments.</summary>
    public void Reset()
    {
        if (!IsSingleSegment)
        {
            ArrayPool<byte>.Shared.Return(_current);
            foreach (var segment in _segments.Skip(1))
            {
                ArrayPool<byte>.Shared.Return(segment.Array!);
            }
        }

        Clear();
    }

    private void Clear()
    {
        _segments.Clear();
        _current = _first;
        _used = 0;
        Length = 0;
        IsOverLimit = false;
    }

    private void WriteLength(int length)
    {
        if (length < byte.MaxValue)
        {
            WriteByte((byte)length);
        }
        else
        {
            WriteByte(byte.MaxValue);
            WriteInt32(length);
        }
    }

    private void Ensure(int sizeHint)
    {
        if (_current.Length - _used >= Math.Max(sizeHint, 1))
        {
            return;
        }

        if (Length + sizeHint > Limit)
        {
            IsOverLimit = true;
            throw new Messaging.InvalidMessageFrameException($"More than {Limit} bytes.");
        }

        var size = Length < LargestSegmentSize ? SegmentSize : LargestSegmentSize;
        CloseCurrent();
        _current = ArrayPool<byte>.Shared.Rent(Math.Max(size, sizeHint));
        _used = 0;
    }

    private void CloseCurrent()
    {
        if (_used > 0 || _segments.Count == 0)
        {
            _segments.Add(new(_current, 0, _used));
        }
        else
        {
            ArrayPool<byte>.Shared.Return(_current);
        }
    }
}
