namespace OrleansML.Cli.Data;

/// <summary>Names separated by commas, as options take them.</summary>
internal static class NameList
{
    public static string[] Split(string? list) =>
        list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
