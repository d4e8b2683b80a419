using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Writing;

/// <summary>Writes VARCHAR and BLOB, both as text or bytes.</summary>
internal sealed unsafe class StringWriter(DuckDBType type) : VectorWriter(type)
{
    private const int BytesOnStack = 512;
    private const int HighestBytesPerCharacter = 3;

    // Clearing the buffer would take longer than filling it.
    [SkipLocalsInit]
    public override void WriteText(long row, string text)
    {
        if (text.Length <= BytesOnStack / HighestBytesPerCharacter)
        {
            Span<byte> buffer = stackalloc byte[BytesOnStack];
            WriteValidBytes(row, buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(text));
        WriteValidBytes(row, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
    }

    public override void WriteBytes(long row, ReadOnlySpan<byte> bytes)
    {
        if (Type == DuckDBType.Blob)
        {
            WriteValidBytes(row, bytes);
            return;
        }

        // DuckDB looks whether they are text.
        fixed (byte* first = bytes)
        {
            byte nothing = 0;
            NativeMethods.VectorAssignStringElementLen(Vector, row, first is null ? &nothing : first, bytes.Length);
        }
    }

    private void WriteValidBytes(long row, ReadOnlySpan<byte> bytes)
    {
        if (NativeString.TryInline(Elements<NativeString>() + row, bytes))
            return;
        fixed (byte* first = bytes)
            NativeMethods.UnsafeVectorAssignStringElementLen(Vector, row, first, bytes.Length);
    }
}
