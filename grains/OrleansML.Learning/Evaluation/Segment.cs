namespace OrleansML.Learning.Evaluation;

/// <summary>Rows that have something in common.</summary>
/// <param name="Column">The column that says so.</param>
/// <param name="Values">What they have there; several where small ones were put together. Null is no value.</param>
/// <param name="Rows">Their places.</param>
public sealed record Segment(string Column, IReadOnlyList<string?> Values, int[] Rows)
{
    /// <summary>Its name in reports, such as <c>payment_type=2</c>.</summary>
    public string Name => Values.Count == 1 ? $"{Column}={Values[0] ?? "(missing)"}" : $"{Column}=({Values.Count} small ones together)";

    /// <summary>Splits rows by a column. Rows without a value are a segment of their own.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="values">Its values, row by row.</param>
    /// <param name="smallest">
    /// Rows that a segment needs to stand alone; smaller ones are put together, and never left out, even where they stay small all together.
    /// </param>
    public static IReadOnlyList<Segment> Split(string column, IReadOnlyList<string?> values, int smallest)
    {
        ArgumentNullException.ThrowIfNull(values);
        var groups = Enumerable.Range(0, values.Count).GroupBy(row => values[row]).OrderBy(static group => group.Key, StringComparer.Ordinal).ToArray();
        var small = groups.Where(group => group.Count() < smallest).ToArray();
        var segments = groups.Except(small).Select(group => new Segment(column, [group.Key], [.. group])).ToList();
        if (small.Length > 0)
            segments.Add(new Segment(column, [.. small.Select(static group => group.Key)], [.. small.SelectMany(static group => group).Order()]));
        return segments;
    }
}
