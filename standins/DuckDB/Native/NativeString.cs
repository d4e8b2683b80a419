using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>The layout of <c>duckdb_string_t</c>: up to 12 bytes lie in it, more lie elsewhere.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct NativeString
{
    private const int HighestInlinedLength = 12;

    [FieldOffset(0)]
    private readonly int _length;

    [FieldOffset(4)]
    private fixed byte _inlined[HighestInlinedLength];

    [FieldOffset(8)]
    private readonly byte* _pointer;

    /// <summary>Writes bytes that are short enough to lie in the string itself; what they leave of it is 0.</summary>
    public static bool TryInline(NativeString* target, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > HighestInlinedLength)
            return false;
        *target = default;
        *(int*)target = bytes.Length;
        bytes.CopyTo(new Span<byte>(target->_inlined, HighestInlinedLength));
        return true;
    }

    /// <summary>The bytes of text, BLOB and what else is held this way; valid as long as their vector.</summary>
    public static ReadOnlySpan<byte> Bytes(NativeString* text) =>
        new(text->_length <= HighestInlinedLength ? text->_inlined : text->_pointer, text->_length);
}
