using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Writing;

/// <summary>Reads the error of an appender.</summary>
internal static unsafe class AppenderError
{
    public static DuckDBException Of(AppenderHandle appender)
    {
        using var error = NativeMethods.AppenderErrorData(appender);
        return new DuckDBException(
            NativeText.Borrowed(NativeMethods.ErrorDataMessage(error)), NativeMethods.ErrorDataErrorType(error));
    }
}
