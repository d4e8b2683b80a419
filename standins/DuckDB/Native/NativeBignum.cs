using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>The layout of <c>duckdb_bignum</c>: the bytes of the absolute value, highest first.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly unsafe struct NativeBignum(byte* data, long size, bool isNegative)
{
    private readonly byte* _data = data;
    private readonly long _size = size;
    private readonly byte _isNegative = isNegative ? (byte)1 : (byte)0;
}
