using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A DECIMAL: <paramref name="value"/> / 10^<paramref name="scale"/>.</summary>
/// <param name="width">How many digits there may be, 1 to 38.</param>
/// <param name="scale">How many of them follow the point, 0 to <paramref name="width"/>.</param>
/// <param name="value">All digits as a whole number.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly struct DuckDBDecimal(byte width, byte scale, DuckDBHugeInt value)
{
    /// <summary>How many digits there may be, 1 to 38.</summary>
    public byte Width { get; } = width;

    /// <summary>How many of them follow the point.</summary>
    public byte Scale { get; } = scale;

    /// <summary>All digits as a whole number.</summary>
    public DuckDBHugeInt Value { get; } = value;
}
