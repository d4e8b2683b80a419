using OrleansML.Learning.Definitions;
using Keys = OrleansML.Learning.Monitoring.MonitorKeys;

namespace OrleansML.Learning.Monitoring;

/// <summary>Reads the columns by whose values windows are kept apart.</summary>
internal static class SegmentsReader
{
    public const int MostSegments = 20;
    private const int MostColumns = 3;
    private const int LongestColumn = 200;

    public static IReadOnlyList<IReadOnlyList<string>> Read(DefinitionSection root)
    {
        var lists = root.TextLists(Keys.Segments) ?? [];
        if (lists.Length > MostSegments)
            root.Violate(Keys.Segments, $"has {lists.Length} entries; {MostSegments} are allowed.");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var columns in lists)
        {
            var name = MonitorSegments.NameOf(columns);
            if (columns.Length > MostColumns)
                root.Violate(Keys.Segments, $"crosses {columns.Length} columns, {name}; {MostColumns} are allowed.");
            if (columns.Distinct().Count() < columns.Length)
                root.Violate(Keys.Segments, $"crosses a column with itself: {name}.");
            if (!seen.Add(MonitorSegments.NameOf([.. columns.Order(StringComparer.Ordinal)])))
                root.Violate(Keys.Segments, $"has {name} more than once, in whatever order.");
            foreach (var column in columns.Where(static column => !IsColumn(column)))
                root.Violate(Keys.Segments, $"has '{column}'; a column of 1 to {LongestColumn} characters without '=', ',' and control characters, and not '{MonitorSegments.Whole}', is allowed.");
        }

        return lists;
    }

    /// <summary>Whether a column may be one of a segment.</summary>
    public static bool IsColumn(string text) =>
        text.Length is > 0 and <= LongestColumn && text != MonitorSegments.Whole && !text.AsSpan().ContainsAny('=', ',') && !text.Any(char.IsControl);
}
