namespace OrleansML.Cli.Data;

/// <summary>Rows of text cells under column names, as read from a file.</summary>
/// <param name="Source">Where they come from, for messages.</param>
/// <param name="Columns">Names in order; a name may occur twice, as it may in a file.</param>
/// <param name="Rows">One cell per column each.</param>
internal sealed record RowTable(string Source, IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows)
{
    /// <summary>Indexes of the columns of that name; when there is none, of those that differ in case only.</summary>
    public IReadOnlyList<int> Find(string name)
    {
        var exact = Matching(name, StringComparison.Ordinal);
        return exact.Count > 0 ? exact : Matching(name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether every cell of a column is a number or empty, and at least one is not empty.</summary>
    public bool IsNumeric(int column)
    {
        var numbers = 0;
        foreach (var row in Rows)
        {
            if (row[column].Length == 0)
                continue;
            if (!Cells.TryParseNumber<double>(row[column], out _))
                return false;
            numbers++;
        }

        return numbers > 0;
    }

    private List<int> Matching(string name, StringComparison comparison) =>
        [.. Columns.Index().Where(column => string.Equals(column.Item, name, comparison)).Select(column => column.Index)];
}
