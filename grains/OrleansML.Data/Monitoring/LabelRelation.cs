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
    /// <exception cref="HistoryException">The files cannot be listed.</exception>
    public static string All(string root, string model)
    {
        var directory = Path.Combine(MonitoringFiles.LabelsOf(root), model);
        try
        {
            string[] files = [.. MonitoringFiles.DaysOf(directory).SelectMany(HistoryFiles.InDay).Order(StringComparer.Ordinal)];
            return files.Length > 0
                ? $"(SELECT * FROM read_parquet({Sql.Texts(files)}, union_by_name = true, hive_partitioning = false))"
                : $"(SELECT {Columns.Select(static column => $"NULL::{column.Type} AS {Sql.Name(column.Name)}").Join()} WHERE false)";
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
