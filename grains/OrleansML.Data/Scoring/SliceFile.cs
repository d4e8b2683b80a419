using OrleansML.Data.History.Storage;

namespace OrleansML.Data.Scoring;

/// <summary>What slices of a file have in common: its columns, their types, and which of them have a value in every row.</summary>
internal sealed class SliceFile
{
    private readonly Dictionary<string, string> _types;
    private readonly HashSet<string> _complete;

    private SliceFile(string path, Dictionary<string, string> types, HashSet<string> complete)
    {
        Path = path;
        _types = types;
        _complete = complete;
    }

    public string Path { get; }

    /// <summary>Whether it is one that was staged.</summary>
    public bool IsStaged => _types.ContainsKey(SliceRelation.StagedProblem);

    /// <summary>Looks at a file.</summary>
    /// <param name="session">Reads it.</param>
    /// <param name="path">The file.</param>
    /// <param name="withNulls">Whether it is to be known which columns have a value in every row, from the statistics of the file.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    public static SliceFile Of(Session session, string path, bool withNulls, CancellationToken cancellationToken)
    {
        var types = new Dictionary<string, string>(session.Describe($"read_parquet({Sql.Texts([path])})", cancellationToken), StringComparer.OrdinalIgnoreCase);
        var complete = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (withNulls)
        {
            session.Stream(
                $"SELECT path_in_schema FROM parquet_metadata({Sql.Texts([path])}) GROUP BY 1 HAVING bool_and(coalesce(stats_null_count = 0, false))",
                reader => complete.Add(reader.GetString(0)),
                cancellationToken);
        }

        return new SliceFile(path, types, complete);
    }

    /// <summary>The type of a column as DuckDB spells it.</summary>
    /// <exception cref="ScoringDataException">The file has no such column.</exception>
    public string TypeOf(string column) => _types.TryGetValue(column, out var type)
        ? type
        : throw new ScoringDataException(ScoringFailure.Misconfigured, [$"'{Path}' has no column '{column}'; it has {_types.Keys.Join()}"]);

    /// <summary>Whether a column is known to have a value in every row.</summary>
    public bool IsComplete(string column) => _complete.Contains(column);
}
