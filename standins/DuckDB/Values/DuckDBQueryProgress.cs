using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>How far the running query is.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct DuckDBQueryProgress
{
    /// <summary>0 to 100, or -1 where it is not known or no query runs.</summary>
    public double Percentage { get; }

    /// <summary>How many rows were read so far.</summary>
    public ulong RowsProcessed { get; }

    /// <summary>How many rows there are to read, as far as is known.</summary>
    public ulong TotalRowsToProcess { get; }
}
