using System.Buffers.Binary;

namespace OrleansML.Tensors;

/// <summary>Walks the length-prefixed texts of a <see cref="TensorType.String"/> tensor without copying them.</summary>
public ref struct StringElementReader
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>Starts before the first text.</summary>
    public StringElementReader(ReadOnlySpan<byte> data) => _rest = data;

    /// <summary>Bytes not yet read.</summary>
    public readonly int RemainingBytes => _rest.Length;

    /// <summary>Reads the next text as UTF-8; false at the end and when a length prefix does not fit the remaining bytes.</summary>
    public bool TryRead(out ReadOnlySpan<byte> utf8)
    {
        if (_rest.Length >= sizeof(uint))
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(_rest);
            if (length <= (uint)(_rest.Length - sizeof(uint)))
            {
                utf8 = _rest.Slice(sizeof(uint), (int)length);
                _rest = _rest[(sizeof(uint) + (int)length)..];
                return true;
            }
        }

        utf8 = default;
        return false;
    }
}
