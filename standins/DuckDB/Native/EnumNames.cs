namespace DuckDB.NET.Native;

/// <summary>Reads the names of an ENUM type.</summary>
internal static unsafe class EnumNames
{
    /// <summary>The names in their order.</summary>
    public static string[] Of(LogicalTypeHandle type)
    {
        var names = new string[NativeMethods.EnumDictionarySize(type)];
        for (var index = 0; index < names.Length; index++)
            names[index] = NativeText.Owned(NativeMethods.EnumDictionaryValue(type, index));
        return names;
    }
}
