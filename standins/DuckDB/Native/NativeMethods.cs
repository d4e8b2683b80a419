using System.Reflection;
using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>The functions of DuckDB's C API that are used here, and where their library is found.</summary>
internal static unsafe partial class NativeMethods
{
    /// <summary>What functions that return a state return when all went well.</summary>
    internal const int Success = 0;

    private const string Library = "duckdb";

    private static readonly string FileName =
        OperatingSystem.IsWindows() ? "duckdb.dll" : OperatingSystem.IsMacOS() ? "libduckdb.dylib" : "libduckdb.so";

    static NativeMethods() => NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, Find);

    private static nint Find(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != Library)
            return 0;

        var beside = Path.Combine(AppContext.BaseDirectory, FileName);
        if (NativeLibrary.TryLoad(beside, out var library) || NativeLibrary.TryLoad(FileName, assembly, null, out library))
            return library;

        if (!File.Exists(beside))
        {
            throw new DllNotFoundException(
                $"The native DuckDB library ({FileName}) was found neither in '{AppContext.BaseDirectory}' nor by the system's default "
                + "search. Run deploy/setup.sh, which fetches it, and build again.");
        }

        throw new DllNotFoundException(
            $"The native DuckDB library '{beside}' cannot be loaded. Delete it and .native/ in the repository, run deploy/setup.sh, which "
            + "fetches it again, and build again.");
    }
}
