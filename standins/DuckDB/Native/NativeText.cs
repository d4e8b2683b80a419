using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>Reads zero-terminated UTF-8 that the library returned.</summary>
internal static unsafe class NativeText
{
    /// <summary>Text that stays the library's.</summary>
    public static string Borrowed(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? string.Empty;

    /// <summary>Text that the caller owns; it is freed.</summary>
    public static string Owned(byte* text)
    {
        var copy = Borrowed(text);
        NativeMethods.Free(text);
        return copy;
    }
}
