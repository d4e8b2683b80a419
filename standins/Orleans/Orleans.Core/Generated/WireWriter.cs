using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Orleans.Serialization;
using Orleans.Serialization.Session;

namespace OrleansStandIn.Generated;

/// <summary>
/// Writes fields into a buffer. A field header is one variable-length number: the id less the id before it, times 16, plus the kind.
/// </summary>
public ref struct WireWriter
{
    private readonly IBufferWriter<byte> _output;
    private Span<byte> _span;
    private int _used;

    internal WireWriter(IBufferWriter<byte> output, SerializerSession session)
    {
        _output = output;
        Session = session;
    }

    internal SerializerSession Session { get; }

    /// <summary>For generated code: writes the header of a field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteHeader(uint idDelta, WireKind kind)
    {
        var header = (idDelta << 4) | (uint)kind;
        if (header < 0x80 && _used < _span.Length) _span[_used++] = (byte)header;
        else WriteVarUInt64(((ulong)idDelta << 4) | (uint)kind);
    }

    /// <summary>For generated code: marks the end of an object.</summary>
    public void WriteEnd() => WriteHeader(0, WireKind.End);

    /// <summary>For generated code: marks the end of the members of a base class.</summary>
    public void WriteEndBase() => WriteHeader(0, WireKind.EndBase);

    /// <summary>For generated code: writes a variable-length number without a header.</summary>
    public void WriteVarUInt64(ulong value)
    {
        Ensure(10);
        while (value >= 0x80)
        {
            _span[_used++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _span[_used++] = (byte)value;
    }

    /// <summary>For generated code: writes a signed number as a field; numbers close to zero are short.</summary>
    public void WriteVarInt64(ulong idDelta, long value)
    {
        WriteHeader((uint)idDelta, WireKind.VarInt);
        WriteVarUInt64((ulong)((value << 1) ^ (value >> 63)));
    }

    /// <summary>For generated code: writes an unsigned number as a field; small numbers are short.</summary>
    public void WriteVarUInt64(uint idDelta, ulong value)
    {
        WriteHeader(idDelta, WireKind.VarInt);
        WriteVarUInt64(value);
    }

    /// <summary>For generated code: writes four bytes as a field, the lowest first.</summary>
    public void WriteFixed32(uint idDelta, uint value)
    {
        WriteHeader(idDelta, WireKind.Fixed32);
        Ensure(4);
        BinaryPrimitives.WriteUInt32LittleEndian(_span[_used..], value);
        _used += 4;
    }

    /// <summary>For generated code: writes eight bytes as a field, the lowest first.</summary>
    public void WriteFixed64(uint idDelta, ulong value)
    {
        WriteHeader(idDelta, WireKind.Fixed64);
        Ensure(8);
        BinaryPrimitives.WriteUInt64LittleEndian(_span[_used..], value);
        _used += 8;
    }

    /// <summary>For generated code: writes sixteen bytes as a field, the lower half first.</summary>
    public void WriteFixed128(uint idDelta, ulong low, ulong high)
    {
        WriteHeader(idDelta, WireKind.Fixed128);
        Ensure(16);
        BinaryPrimitives.WriteUInt64LittleEndian(_span[_used..], low);
        BinaryPrimitives.WriteUInt64LittleEndian(_span[(_used + 8)..], high);
        _used += 16;
    }

    /// <summary>Writes a block of bytes in one piece, with its length before it.</summary>
    public void WriteBytes(uint idDelta, scoped ReadOnlySpan<byte> value, WireKind kind = WireKind.Bytes)
    {
        WriteHeader(idDelta, kind);
        WriteVarUInt64((ulong)value.Length);
        WriteRaw(value);
    }

    /// <summary>For generated code: writes a UTF-8 string or null as a field.</summary>
    public void WriteString(uint idDelta, string? value)
    {
        if (value is null)
        {
            WriteHeader(idDelta, WireKind.Null);
            return;
        }

        WriteHeader(idDelta, WireKind.Bytes);
        var length = System.Text.Encoding.UTF8.GetByteCount(value);
        WriteVarUInt64((ulong)length);
        Ensure(length);
        _used += System.Text.Encoding.UTF8.GetBytes(value, _span[_used..]);
    }

    /// <summary>Writes a reference and returns true if this object was written before in this session; otherwise remembers it.</summary>
    public bool TryWriteReference(uint idDelta, object value)
    {
        if (!Session.Written.TryGetOrAdd(value, out var reference)) return false;
        WriteHeader(idDelta, WireKind.Reference);
        WriteVarUInt64(reference);
        return true;
    }

    internal void WriteRaw(scoped ReadOnlySpan<byte> value)
    {
        if (value.Length <= _span.Length - _used)
        {
            value.CopyTo(_span[_used..]);
            _used += value.Length;
            return;
        }

        Flush();
        _output.Write(value);
    }

    /// <summary>Hands what was written so far to the output.</summary>
    internal void Flush()
    {
        if (_used > 0) _output.Advance(_used);
        _used = 0;
        _span = default;
    }

    internal static void EnsureStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new SerializerException("The value is nested too deeply to be serialized.");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Ensure(int count)
    {
        if (_span.Length - _used < count) Grow(count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count)
    {
        Flush();
        _span = _output.GetSpan(count);
    }
}
