using System.Text.RegularExpressions;

namespace OrleansML.Learning.Definitions;

/// <summary>Values of enumerations as definition files write them: <c>WriteBehind</c> is <c>write_behind</c>.</summary>
internal static partial class EnumText
{
    public static IReadOnlyList<string> Names<T>() where T : struct, Enum => Table<T>.Names;

    public static string Of<T>(T value) where T : struct, Enum => Table<T>.Names[Array.IndexOf(Table<T>.Values, value)];

    public static bool TryParse<T>(string text, out T value) where T : struct, Enum
    {
        var index = Array.IndexOf(Table<T>.Names, text);
        value = index < 0 ? default : Table<T>.Values[index];
        return index >= 0;
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordBoundary();

    private static class Table<T> where T : struct, Enum
    {
        public static readonly T[] Values = Enum.GetValues<T>();
        public static readonly string[] Names = [.. Values.Select(value => WordBoundary().Replace(value.ToString(), "_").ToLowerInvariant())];
    }
}
