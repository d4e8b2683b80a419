using System.Globalization;
using OrleansML.Data.History;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Monitoring;

/// <summary>
/// Keeps labels as Parquet files, one for each batch, in the day of their arrival. A batch is taken once, whatever happens: its name is its content's.
/// One caller at a time for each model.
/// </summary>
/// <param name="root">The silos' data directory.</param>
/// <param name="options">What DuckDB may use.</param>
/// <param name="time">The clock of arrivals.</param>
internal sealed class LabelStore(string root, HistoryQueryOptions options, TimeProvider time)
{
    /// <summary>Takes a batch. When it is done, the labels are on disk.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="batch">Id of the batch, safe in names of files.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="cancellationToken">Gives up; what was not published leaves nothing.</param>
    /// <exception cref="HistoryException">Files cannot be read or written.</exception>
    public Task<LabelCounts> AddAsync(string model, string batch, IReadOnlyList<Label> labels, CancellationToken cancellationToken) =>
        QueryThread.RunAsync(options, session => Add(session, model, batch, labels, cancellationToken), cancellationToken);

    private LabelCounts Add(Session session, string model, string batch, IReadOnlyList<Label> labels, CancellationToken cancellationToken)
    {
        // What is known of these predictions, and this batch if it came before, came after they were made.
        var earliest = labels.Min(static label => PredictionIds.MillisecondsOf(label.Prediction));
        var latest = labels.Max(static label => PredictionIds.MillisecondsOf(label.Prediction));
        var all = LabelRelation.All(
            root, model, PredictionIds.FirstDayOfLabels(latest, time.GetUtcNow()) is null ? null : PredictionIds.FirstDayOfLabels(earliest, time.GetUtcNow()));
        if (CountsOf(session, all, batch, cancellationToken) is { } known)
            return known with { WasKnown = true };

        Load(session, labels, cancellationToken);
        var now = time.GetFeatureTime();
        var directory = MonitoringFiles.DayOf(MonitoringFiles.LabelsOf(root), model, HistoryFiles.DayOf(now));
        var path = Path.Combine(directory, batch + HistoryFiles.Extension);
        var temporary = path + HistoryFiles.TemporaryExtension;
        try
        {
            Directory.CreateDirectory(directory);
            session.Execute($"COPY ({Judged(all, batch, now)}) TO {Sql.Text(temporary)} (FORMAT parquet, COMPRESSION zstd)", cancellationToken);
            HistoryFiles.Publish(temporary, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            HistoryFiles.TryDelete(temporary);
            throw new HistoryException($"The labels cannot be written to '{path}': {exception.Message}", exception);
        }
        catch
        {
            HistoryFiles.TryDelete(temporary);
            throw;
        }

        return CountsOf(session, $"read_parquet({Sql.Text(path)}, hive_partitioning = false)", batch, cancellationToken) ?? default;
    }

    private static void Load(Session session, IReadOnlyList<Label> labels, CancellationToken cancellationToken)
    {
        session.Execute("CREATE TEMP TABLE incoming (line BIGINT, prediction UUID, row INTEGER, label VARCHAR, observed_at TIMESTAMP)", cancellationToken);
        using var appender = session.Append("incoming");
        for (var line = 0; line < labels.Count; line++)
        {
            var label = labels[line];
            var row = appender.CreateRow().AppendValue((long?)(line + 1)).AppendValue((Guid?)label.Prediction).AppendValue((int?)(label.Row ?? -1)).AppendValue(label.Text);
            if (label.ObservedAt is { } observedAt)
                row.Append(observedAt);
            else
                row.AppendNullValue();
            row.EndRow();
        }
    }

    // What counts is the label that is known, else the first of the batch. Numbers are the same when their values are.
    private static string Judged(string all, string batch, FeatureTime now) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        WITH known AS (
            SELECT prediction, greatest(row, 0) AS place, label FROM {LabelRelation.Counting($"(SELECT * FROM {all} SEMI JOIN incoming USING (prediction))")}
        ),
        ranked AS (
            SELECT incoming.*, row_number() OVER each AS place_in_batch, known.label AS known_label, coalesce(known.label, first_value(incoming.label) OVER each) AS counting
            FROM incoming LEFT JOIN known ON known.prediction = incoming.prediction AND known.place = greatest(incoming.row, 0)
            WINDOW each AS (PARTITION BY incoming.prediction, greatest(incoming.row, 0) ORDER BY incoming.line)
        )
        SELECT prediction, row, label, observed_at, make_timestamp({now.Microseconds}::BIGINT) AS received_at, {Sql.Text(batch)} AS batch,
            (SELECT coalesce(max(number), 0) + 1 FROM {all}) AS number, line,
            CASE WHEN known_label IS NULL AND place_in_batch = 1 THEN '{LabelRelation.First}'
                WHEN label = counting OR TRY_CAST(label AS DOUBLE) = TRY_CAST(counting AS DOUBLE) THEN '{LabelRelation.Same}'
                ELSE '{LabelRelation.Conflicting}' END AS state
        FROM ranked ORDER BY prediction, line
        """);

    private static LabelCounts? CountsOf(Session session, string relation, string batch, CancellationToken cancellationToken)
    {
        var counts = session.Numbers(
            $"""
            SELECT count(*), count(*) FILTER (state = '{LabelRelation.First}'), count(*) FILTER (state = '{LabelRelation.Same}'), count(*) FILTER (state = '{LabelRelation.Conflicting}')
            FROM {relation} WHERE batch = {Sql.Text(batch)}
            """,
            cancellationToken);
        return counts[0] == 0 ? null : new LabelCounts((int)counts[1], (int)counts[2], (int)counts[3], false);
    }
}
