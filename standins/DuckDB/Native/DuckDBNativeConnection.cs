using Microsoft.Win32.SafeHandles;

namespace DuckDB.NET.Native;

/// <summary>Owns a connection of the native library.</summary>
public class DuckDBNativeConnection() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <summary>Asks the running query to end; it then throws <see cref="OperationCanceledException"/>. Any thread may call this.</summary>
    public void Interrupt() => NativeMethods.Interrupt(this);

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMethods.Disconnect(ref handle);
        return true;
    }
}
