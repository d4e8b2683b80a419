using OrleansML.Learning.Features;

namespace OrleansML.Learning.Monitoring;

/// <summary>Names of segments: <c>all</c> for the whole, <c>a=1</c> or crossed <c>a=1,b=2</c> for values, <c>a,b</c> for all values of columns.</summary>
internal static class MonitorSegments
{
    public const string Whole = "all";

    /// <summary>Stands for a value that is missing, which is a segment of its own.</summary>
    public const string Missing = "(missing)";

    /// <summary>Stands for the values beyond the most that are kept apart.</summary>
    public const string Other = "(other)";

    /// <summary>Most characters of a value in a name; longer ones are cut, and may then be one.</summary>
    public const int LongestValue = 64;

    public static string NameOf(IReadOnlyList<string> columns) => string.Join(',', columns);

    /// <summary>The segment of values of columns.</summary>
    /// <param name="columns">1 to 3 columns.</param>
    /// <param name="values">The text of each value, see <see cref="TextOf"/>.</param>
    public static string NameOf(IReadOnlyList<string> columns, IReadOnlyList<string> values) =>
        string.Join(',', columns.Select((column, index) => $"{column}={values[index]}"));

    /// <summary>A value as it stands in a name. Numbers that are the same have the same text, whatever their type.</summary>
    public static string TextOf(in FeatureValue value)
    {
        if (value.IsMissing || (value.TryGetNumber(out var number) && double.IsNaN(number)))
            return Missing;

        var text = value.ToString();
        return text.Length switch { 0 => Missing, > LongestValue => text[..LongestValue], _ => text };
    }

    /// <summary>The columns, of those that are declared, that a segment is a value of; null: it is the whole, or of none.</summary>
    public static IReadOnlyList<string>? ColumnsOf(IReadOnlyList<IReadOnlyList<string>> declared, string segment) =>
        declared.Where(columns => ValuesOf(columns, segment) is not null).MaxBy(static columns => columns.Count);

    /// <summary>Whether a text names the whole, declared columns for all of their values, or one value of them.</summary>
    public static bool IsDeclared(IReadOnlyList<IReadOnlyList<string>> declared, string text) =>
        text == Whole || ColumnsOf(declared, text) is not null || declared.Any(columns => NameOf(columns) == text);

    /// <summary>What <see cref="IsDeclared"/> lets pass, in words.</summary>
    public static string Allowed(IReadOnlyList<IReadOnlyList<string>> declared) =>
        $"{string.Join(", ", declared.Select(static columns => $"'{NameOf(columns)}'").Prepend($"'{Whole}'"))}, or one value, such as 'column=value'";

    /// <summary>Whether a rule looks at a segment.</summary>
    public static bool AppliesTo(MonitorRule rule, IReadOnlyList<IReadOnlyList<string>> declared, string segment) =>
        rule.Segments is null
        || rule.Segments.Contains(segment)
        || (ColumnsOf(declared, segment) is { } columns && rule.Segments.Contains(NameOf(columns)));

    /// <summary>The values of columns that a segment is of; null: it is of others.</summary>
    /// <param name="columns">1 to 3 columns.</param>
    /// <param name="segment">The segment.</param>
    public static string[]? ValuesOf(IReadOnlyList<string> columns, string segment)
    {
        // A value may hold anything; names of columns hold neither '=' nor ','.
        var values = new string[columns.Count];
        var from = 0;
        for (var index = 0; index < columns.Count; index++)
        {
            var start = $"{(index == 0 ? "" : ",")}{columns[index]}=";
            var at = segment.IndexOf(start, from, StringComparison.Ordinal);
            if (at < 0 || (index == 0 && at != 0))
                return null;
            if (index > 0)
                values[index - 1] = segment[from..at];
            from = at + start.Length;
        }

        values[^1] = segment[from..];
        return values;
    }
}
