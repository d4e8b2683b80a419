using DuckDB.NET.Data;

namespace OrleansML.Data.History.Storage;

/// <summary>Tells a statement that failed because nothing more can be spilled from one that failed over the files that it reads or writes.</summary>
internal static class SpillFailure
{
    // DuckDB takes the free space of the disk as the limit, so that a full disk is mostly told as this limit.
    private const string Limit = "max_temp_directory_size";

    public static bool Is(DuckDBException exception, string spillDirectory) =>
        exception.Message.Contains(Limit, StringComparison.Ordinal) || exception.Message.Contains(spillDirectory, StringComparison.Ordinal);

    /// <summary>What happened, without DuckDB's advice on its settings.</summary>
    public static string Reason(DuckDBException exception) => exception.Message.Split('\n', 2)[0].TrimEnd().TrimEnd('.') + ".";
}
