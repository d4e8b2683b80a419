using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Connecting;

/// <summary>The options that the native library knows.</summary>
internal static unsafe class DuckDBOptions
{
    /// <summary>Their names, in any case.</summary>
    public static IReadOnlySet<string> Names { get; } = ReadNames();

    private static HashSet<string> ReadNames()
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (nuint index = 0; index < NativeMethods.ConfigCount(); index++)
        {
            if (NativeMethods.GetConfigFlag(index, out var name, out _) == NativeMethods.Success)
                names.Add(NativeText.Borrowed(name));
        }

        return names;
    }
}
