using System.Globalization;
using DuckDB.NET.Data;
using OrleansML.Data.History;
using OrleansML.Data.History.Storage;

namespace OrleansML.Data.Monitoring;

/// <summary>
/// Writes labelled predictions as rows to train on: the columns of <see cref="PredictionLog"/> that a model was given and said, as they were then,
/// <c>prediction_id</c> and <c>predicted_at</c> (where no column is called so), and the label. Personal values stay hashed. In the order of time, so that
/// the same predictions give the same rows.
/// </summary>
/// <param name="root">The silos' data directory.</param>
/// <param name="options">What reading may use.</param>
public sealed class LabelledSetWriter(string root, HistoryQueryOptions options)
{
    private const string Id = "prediction_id";
    private const string Time = "predicted_at";

    /// <summary>Writes the file on a thread of its own; it appears when it is complete.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="label">The column that the label gets.</param>
    /// <param name="from">Time of the first prediction; null: from the first on.</param>
    /// <param name="until">Before this time was the last one.</param>
    /// <param name="output">The Parquet file.</param>
    /// <param name="cancellationToken">Interrupts it; nothing is written then.</param>
    /// <returns>How many rows.</returns>
    /// <exception cref="HistoryException">There are no rows, a column is called as the label is to be, or a file cannot be read or written.</exception>
    public Task<long> WriteAsync(string model, string label, DateTimeOffset? from, DateTimeOffset until, string output, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(model);
        ArgumentException.ThrowIfNullOrEmpty(label);
        ArgumentException.ThrowIfNullOrEmpty(output);
        return QueryThread.RunAsync(options, session => Write(session, model, label, from, until, output, cancellationToken), cancellationToken);
    }

    private long Write(Session session, string model, string label, DateTimeOffset? from, DateTimeOffset until, string output, CancellationToken cancellationToken)
    {
        var relation = new LabelledPredictions(root).RelationOf(model, from, until);
        var columns = new List<string>();
        session.Stream($"SELECT column_name FROM (DESCRIBE SELECT * FROM {relation})", row => columns.Add(row.GetString(0)), cancellationToken);
        string[] kept = [.. columns.Where(static column => !column.StartsWith('_'))];
        if (kept.Append(Id).Append(Time).FirstOrDefault(column => column.Equals(label, StringComparison.OrdinalIgnoreCase)) is { } taken)
            throw new HistoryException($"The predictions of model '{model}' have a column '{taken}' already; give the label another name.");

        var rows = 0L;
        session.Stream($"SELECT count(*) FROM {relation}", row => rows = row.GetInt64(0), cancellationToken);
        if (rows == 0)
        {
            throw new HistoryException(string.Create(
                CultureInfo.InvariantCulture, $"Model '{model}' has no labelled predictions {(from is { } since ? $"from {since:u} " : "")}until {until:u}: send labels by prediction id, or look farther back."));
        }

        // A model may have a column that is called like one of ours: that is what it was given, and it stays.
        var ours = new[] { (Name: Id, Value: $"{PredictionColumns.Prediction}::VARCHAR"), (Name: Time, Value: PredictionColumns.Time) }
            .Where(column => !kept.Contains(column.Name, StringComparer.OrdinalIgnoreCase)).Select(static column => $"{column.Value} AS {column.Name}");
        var selected = kept.Select(Sql.Name).Concat(ours).Append($"_label AS {Sql.Name(label)}").Join();
        var temporary = output + HistoryFiles.TemporaryExtension;
        try
        {
            if (Path.GetDirectoryName(output) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            session.Execute(
                $"COPY (SELECT {selected} FROM {relation} ORDER BY {PredictionColumns.Time}, {PredictionColumns.Prediction}, {PredictionColumns.Row}) TO {Sql.Text(temporary)} (FORMAT parquet)",
                cancellationToken);
            File.Move(temporary, output, overwrite: true);
            return rows;
        }
        catch (Exception exception)
        {
            HistoryFiles.TryDelete(temporary);
            if (exception is IOException or UnauthorizedAccessException || (exception is DuckDBException failure && session.FailedOverItsFile(failure)))
                throw new HistoryException($"The labelled predictions cannot be written to '{output}': {exception.Message}", exception);
            throw;
        }
    }
}
