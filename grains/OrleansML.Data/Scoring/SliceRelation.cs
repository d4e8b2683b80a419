using System.Globalization;
using OrleansML.Data.History.Storage;

namespace OrleansML.Data.Scoring;

/// <summary>
/// The rows of a slice as SQL. A staged file has three columns of its own beside those of the input: where a row came from, and why it cannot be
/// scored if it cannot even be read.
/// </summary>
internal sealed class SliceRelation
{
    public const string StagedFile = "_orleansml_file";
    public const string StagedRow = "_orleansml_row";
    public const string StagedProblem = "_orleansml_problem";

    private readonly Dictionary<string, string> _types;
    private readonly ScoringSlice _slice;

    private SliceRelation(ScoringSlice slice, Dictionary<string, string> types)
    {
        _slice = slice;
        _types = types;
        IsStaged = types.ContainsKey(StagedProblem);
    }

    public bool IsStaged { get; }

    /// <summary>The rows, in the order of the file: what is filtered by row number is read by its row groups only.</summary>
    public string Sql => string.Create(
        CultureInfo.InvariantCulture,
        $"FROM read_parquet({History.Storage.Sql.Texts([_slice.File])}) WHERE file_row_number >= {_slice.FirstRowOfFile} AND file_row_number < {_slice.FirstRowOfFile + _slice.Rows}");

    /// <summary>The file that a row of the input came from.</summary>
    public string Source => IsStaged ? StagedFile : History.Storage.Sql.Text(_slice.File);

    /// <summary>The place of a row in it, from 1.</summary>
    public string SourceRow => IsStaged ? StagedRow : "file_row_number + 1";

    /// <summary>Why a row cannot even be read; NULL when it can.</summary>
    public string Problem => IsStaged ? StagedProblem : "NULL";

    public static SliceRelation Of(Session session, ScoringSlice slice, CancellationToken cancellationToken)
    {
        var types = session.Describe($"read_parquet({History.Storage.Sql.Texts([slice.File])})", cancellationToken);
        return new SliceRelation(slice, new Dictionary<string, string>(types, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The type of a column as DuckDB spells it.</summary>
    /// <exception cref="ScoringDataException">The file has no such column.</exception>
    public string TypeOf(string column) => _types.TryGetValue(column, out var type)
        ? type
        : throw new ScoringDataException(ScoringFailure.Misconfigured, [$"'{_slice.File}' has no column '{column}'; it has {_types.Keys.Join()}"]);

    public bool IsText(string column) => TypeOf(column) == "VARCHAR";
}
