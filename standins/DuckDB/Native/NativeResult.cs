using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>The layout of <c>duckdb_result</c>. Only the library reads its fields.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeResult
{
    private readonly long _columnCount;
    private readonly long _rowCount;
    private readonly long _rowsChanged;
    private readonly nint _columns;
    private readonly nint _errorMessage;
    private readonly nint _internalData;
}
