using System.Globalization;
using OrleansML.Data.History.Storage;

namespace OrleansML.Data.Scoring;

/// <summary>
/// The rows of a slice as SQL. A staged file has three columns of its own beside those of the input: where a row came from, and why it cannot be
/// scored if it cannot even be read.
/// </summary>
/// <param name="slice">The slice.</param>
/// <param name="file">Its file.</param>
/// <param name="isOpenEnded">Whether the rows that follow in the file are wanted as well, by who reads no more of them than it needs.</param>
internal sealed class SliceRelation(ScoringSlice slice, SliceFile file, bool isOpenEnded = false)
{
    public const string StagedFile = "_orleansml_file";
    public const string StagedRow = "_orleansml_row";
    public const string StagedProblem = "_orleansml_problem";

    /// <summary>The rows, in the order of the file: what is filtered by row number is read by its row groups only.</summary>
    public string From => $"FROM read_parquet({Sql.Texts([slice.File])}) WHERE {Rows}";

    private string Rows => string.Create(
        CultureInfo.InvariantCulture,
        $"file_row_number >= {slice.FirstRowOfFile}{(isOpenEnded ? "" : $" AND file_row_number < {slice.FirstRowOfFile + slice.Rows}")}");

    /// <summary>The file that a row of the input came from.</summary>
    public string Source => file.IsStaged ? StagedFile : Sql.Text(slice.File);

    /// <summary>The place of a row in it, from 1.</summary>
    public string SourceRow => file.IsStaged ? StagedRow : "file_row_number + 1";

    /// <summary>Why a row cannot even be read; NULL when it can.</summary>
    public string Problem => file.IsStaged ? StagedProblem : "NULL";
}
