using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A TIME WITH TIME ZONE.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct DuckDBTimeTz : IEquatable<DuckDBTimeTz>
{
    /// <summary>The local time.</summary>
    public DuckDBTimeOnly Time { get; set; }

    /// <summary>The local time less UTC, in seconds.</summary>
    public int Offset { get; set; }

    /// <inheritdoc/>
    public readonly bool Equals(DuckDBTimeTz other) => Time.Equals(other.Time) && Offset == other.Offset;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is DuckDBTimeTz other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(Time, Offset);
}
