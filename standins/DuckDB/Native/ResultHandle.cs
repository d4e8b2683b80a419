using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DuckDB.NET.Native;

/// <summary>Owns the result of one statement.</summary>
internal sealed unsafe class ResultHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private const int QueryResult = 3;

    public ResultHandle()
        : base(ownsHandle: true) => SetHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(NativeResult)));

    public NativeResult* Pointer => (NativeResult*)handle;

    /// <summary>Whether there are rows to read, be it none; data definition and changes have none.</summary>
    public bool HasResultSet => NativeMethods.ResultReturnType(*Pointer) == QueryResult;

    /// <summary>How many rows were inserted, updated or deleted.</summary>
    public int RowsChanged => (int)NativeMethods.RowsChanged(Pointer);

    public int ColumnCount => (int)NativeMethods.ColumnCount(Pointer);

    public string ColumnName(int column) => NativeText.Borrowed(NativeMethods.ColumnName(Pointer, column));

    public LogicalTypeHandle ColumnType(int column) => NativeMethods.ColumnLogicalType(Pointer, column);

    /// <summary>The next rows, or an invalid handle after the last.</summary>
    public ChunkHandle Fetch()
    {
        var chunk = NativeMethods.FetchChunk(*Pointer);
        GC.KeepAlive(this);
        return chunk;
    }

    /// <summary>The error that ended the query, or null.</summary>
    public Exception? Error()
    {
        var message = NativeText.Borrowed(NativeMethods.ResultError(Pointer));
        if (message.Length == 0)
            return null;
        var type = NativeMethods.ResultErrorType(Pointer);
        return type == DuckDBErrorType.Interrupt ? new OperationCanceledException() : new Data.DuckDBException(message, type);
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.DestroyResult(Pointer);
        NativeMemory.Free(Pointer);
        return true;
    }
}
