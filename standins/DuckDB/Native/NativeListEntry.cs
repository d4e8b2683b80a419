using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>Where the items of one row lie in the child vector of a list.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeListEntry(long offset, long length)
{
    public long Offset { get; } = offset;

    public long Length { get; } = length;
}
