namespace OrleansML.Learning.Monitoring;

/// <summary>Names of segments: <c>all</c> for the whole, <c>a=1</c> or crossed <c>a=1,b=2</c> for values, <c>a,b</c> for all values of columns.</summary>
internal static class MonitorSegments
{
    public const string Whole = "all";

    public static string NameOf(IReadOnlyList<string> columns) => string.Join(',', columns);

    /// <summary>The columns, of those that are declared, that a segment is a value of; null: it is the whole, or of none.</summary>
    public static IReadOnlyList<string>? ColumnsOf(IReadOnlyList<IReadOnlyList<string>> declared, string segment) =>
        declared.Where(columns => IsValueOf(columns, segment)).MaxBy(static columns => columns.Count);

    /// <summary>Whether a rule looks at a segment.</summary>
    public static bool AppliesTo(MonitorRule rule, IReadOnlyList<IReadOnlyList<string>> declared, string segment) =>
        rule.Segments is null
        || rule.Segments.Contains(segment)
        || (ColumnsOf(declared, segment) is { } columns && rule.Segments.Contains(NameOf(columns)));

    // A value may hold anything; names of columns hold neither '=' nor ','.
    private static bool IsValueOf(IReadOnlyList<string> columns, string segment)
    {
        var from = 0;
        for (var index = 0; index < columns.Count; index++)
        {
            var start = $"{(index == 0 ? "" : ",")}{columns[index]}=";
            var at = segment.IndexOf(start, from, StringComparison.Ordinal);
            if (at < 0 || (index == 0 && at != 0))
                return false;
            from = at + start.Length;
        }

        return true;
    }
}
