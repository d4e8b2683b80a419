using OrleansML.Data.History;
using OrleansML.Data.History.Storage;

namespace OrleansML.Data.Monitoring;

/// <summary>
/// The labels of a model as they came: <c>prediction</c>, <c>row</c> (-1 when none was named), <c>label</c>, <c>observed_at</c>, <c>received_at</c>,
/// <c>batch</c>, <c>number</c> (of the batch, in the order of arrival), <c>line</c>, <c>state</c>.
/// </summary>
internal static class LabelRelation
{
    public const string First = "first";
    public const string Same = "same";
    public const string Conflicting = "conflicting";

    private static readonly HistoryColumn[] Columns =
    [
        new("prediction", "UUID"), new("row", "INTEGER"), new("label", "VARCHAR"), new("observed_at", "TIMESTAMP"), new("received_at", "TIMESTAMP"),
        new("batch", "VARCHAR"), new("number", "BIGINT"), new("line", "BIGINT"), new("state", "VARCHAR"),
    ];

    /// <summary>Every label that came.</summary>
    /// <param name="root">The silos' data directory.</param>
    /// <param name="model">Name of the model.</param>
    /// <param name="from">The first day of arrival that matters; the last day that has labels always does. Null: all days.</param>
    /// <exception cref="HistoryException">The files cannot be listed.</exception>
    public static string All(string root, string model, DateOnly? from = null) =>
        Of(DaysOf(root, model).Where((day, index) => index == 0 || from is null || day.Day >= from).SelectMany(static day => day.Files));

    /// <summary>The labels in files.</summary>
    public static string Of(IEnumerable<string> files)
    {
        string[] ordered = [.. files.Order(StringComparer.Ordinal)];
        return ordered.Length > 0
            ? $"(SELECT * FROM read_parquet({Sql.Texts(ordered)}, union_by_name = true, hive_partitioning = false))"
            : $"(SELECT {Columns.Select(static column => $"NULL::{column.Type} AS {Sql.Name(column.Name)}").Join()} WHERE false)";
    }

    /// <summary>The days on which labels came, with their files, the last one first.</summary>
    /// <exception cref="HistoryException">The files cannot be listed.</exception>
    public static IReadOnlyList<(DateOnly Day, string[] Files)> DaysOf(string root, string model)
    {
        var directory = Path.Combine(MonitoringFiles.LabelsOf(root), model);
        try
        {
            return
            [
                .. MonitoringFiles.DaysOf(directory)
                    .Select(static day => (Day: HistoryFiles.DayOf(day)!.Value, Files: HistoryFiles.InDay(day).ToArray()))
                    .Where(static day => day.Files.Length > 0)
                    .OrderByDescending(static day => day.Day),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HistoryException($"The labels in '{directory}' cannot be listed: {exception.Message}", exception);
        }
    }

    /// <summary>The label that counts of each prediction.</summary>
    /// <param name="all">What <see cref="All"/> gave.</param>
    public static string Counting(string all) =>
        // Two silos that each take themselves for the model's one may both have written a first label.
        $"(SELECT * FROM {all} WHERE state = '{First}' QUALIFY row_number() OVER (PARTITION BY prediction, greatest(row, 0) ORDER BY number, batch, line) = 1)";
}
