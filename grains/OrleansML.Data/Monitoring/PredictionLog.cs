using OrleansML.Data.History;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Monitoring;

/// <summary>
/// Reads the log of predictions that silos write: one row for each predicted row, with <c>_prediction</c> (the id, UUID), <c>_row</c> and <c>_rows</c> (its
/// place in the request, and how many that had), <c>_time</c> (UTC), <c>_version</c>, <c>_queue_us</c>, <c>_compute_us</c>, <c>_feature_us</c>, the columns
/// that the model was given and its outputs. A tensor of several columns gives <c>NAME_0</c>, <c>NAME_1</c>...; a personal value stands hashed in
/// <c>NAME.hash</c>. What was answered at most the silo's <c>Flush</c> ago may not be there yet.
/// </summary>
/// <param name="root">The silos' data directory.</param>
public sealed class PredictionLog(string root)
{
    /// <summary>The predictions of a model as a relation for DuckDB, in parentheses; the union of the columns of all files.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="from">From when; null from the first on.</param>
    /// <param name="until">Until before when; null to the last.</param>
    /// <exception cref="HistoryException">The files cannot be listed.</exception>
    public string RelationOf(string model, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        var files = FilesOf(model, from, until);
        if (files.Count == 0)
            return $"(SELECT {PredictionColumns.About.Select(static column => $"NULL::{column.Type} AS {Sql.Name(column.Name)}").Join()} WHERE false)";

        return $"(SELECT * FROM read_parquet({Sql.Texts(files)}, union_by_name = true, hive_partitioning = false) WHERE {Between(from, until)})";
    }

    /// <summary>The files that hold the predictions of a time, sorted by day.</summary>
    /// <inheritdoc cref="RelationOf"/>
    public IReadOnlyList<string> FilesOf(string model, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(model);
        var directory = Path.Combine(MonitoringFiles.PredictionsOf(root), model);
        try
        {
            return
            [
                .. MonitoringFiles.DaysOf(directory)
                    .Where(day => (from is null || HistoryFiles.DayOf(day) >= HistoryFiles.DayOf(from.Value)) && (until is null || HistoryFiles.DayOf(day) <= HistoryFiles.DayOf(until.Value)))
                    .SelectMany(HistoryFiles.InDay)
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HistoryException($"The prediction log in '{directory}' cannot be listed: {exception.Message}", exception);
        }
    }

    /// <summary>The days of which predictions are in the log.</summary>
    /// <exception cref="HistoryException">The files cannot be listed.</exception>
    internal IReadOnlyList<DateOnly> DaysOf(string model)
    {
        var directory = Path.Combine(MonitoringFiles.PredictionsOf(root), model);
        try
        {
            return [.. MonitoringFiles.DaysOf(directory).Select(static day => HistoryFiles.DayOf(day)!.Value)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HistoryException($"The prediction log in '{directory}' cannot be listed: {exception.Message}", exception);
        }
    }

    private static string Between(DateTimeOffset? from, DateTimeOffset? until)
    {
        var conditions = new List<string>();
        if (from is { } first)
            conditions.Add($"{PredictionColumns.Time} >= {Sql.Literal(FeatureValue.Of((FeatureTime)first))}");
        if (until is { } end)
            conditions.Add($"{PredictionColumns.Time} < {Sql.Literal(FeatureValue.Of((FeatureTime)end))}");
        return conditions.Count == 0 ? "true" : conditions.Join(" AND ");
    }
}
