using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Writing;

/// <summary>Writes VARCHAR and BLOB, both as text or bytes.</summary>
internal sealed unsafe class StringWriter(DuckDBType type) : VectorWriter(type), IVectorWriter<string>
{
    private const int BytesOnStack = 512;
    private const int HighestBytesPerCharacter = 3;

    // Clearing the buffer would take longer than filling it.
    [SkipLocalsInit]
    public void WriteValid(long row, string value)
    {
        if (value.Length <= BytesOnStack / HighestBytesPerCharacter)
        {
            Span<byte> buffer = stackalloc byte[BytesOnStack];
            WriteBytes(row, buffer[..Encoding.UTF8.GetBytes(value, buffer)]);
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(value));
        WriteBytes(row, rented.AsSpan(0, Encoding.UTF8.GetBytes(value, rented)));
        ArrayPool<byte>.Shared.Return(rented);
    }

    public override void WriteBytes(long row, ReadOnlySpan<byte> bytes)
    {
        // An empty span has no address, which DuckDB must not see.
        byte nothing = 0;
        fixed (byte* first = bytes)
            NativeMethods.VectorAssignStringElementLen(Vector, row, first is null ? &nothing : first, bytes.Length);
    }
}
