using System.Globalization;
using OrleansML.Data.History;
using OrleansML.Data.History.Storage;

namespace OrleansML.Data.Monitoring;

/// <summary>
/// Computes what labels say about the windows that they have touched. Each window is computed from all of its labels that count, row by row in the order
/// of prediction, so that the same files give the same windows, and a label counts once however often it is read.
/// </summary>
/// <param name="root">The silos' data directory.</param>
/// <param name="options">What DuckDB may use.</param>
internal sealed class LabelledWindowReader(string root, HistoryQueryOptions options)
{
    private const string Counting = "counting";

    /// <summary>Reads on a thread of its own.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HistoryException">Labels or predictions cannot be read.</exception>
    public Task<LabelledAnswer> ReadAsync(LabelledQuery query, CancellationToken cancellationToken) =>
        QueryThread.RunAsync(options, session => Read(session, query, cancellationToken), cancellationToken);

    private LabelledAnswer Read(Session session, LabelledQuery query, CancellationToken cancellationToken)
    {
        var (touched, reached) = new LabelTouches(root, session, query, cancellationToken).Find();
        var windows = new List<LabelledSegment>();
        var reasons = new SortedSet<string>(StringComparer.Ordinal);
        if (touched.Count == 0)
            return new LabelledAnswer(reached, windows, reasons);

        LoadCounting(session, query, touched, cancellationToken);
        foreach (var number in touched)
        {
            var start = DateTimeOffset.UnixEpoch + (number * query.Window);
            var predictions = new PredictionLog(root).RelationOf(query.Model, start, start + query.Window);
            windows.AddRange(Read(session, query, start, predictions, reasons, cancellationToken));
        }

        return new LabelledAnswer(reached, windows, reasons);
    }

    // Files of labels that came before the first window are not read; ids are sorted in files, so that parts of the others are skipped too.
    private void LoadCounting(Session session, LabelledQuery query, SortedSet<long> touched, CancellationToken cancellationToken)
    {
        var length = (long)query.Window.TotalMilliseconds;
        var labels = LabelRelation.All(root, query.Model, PredictionIds.FirstDayOfLabels(touched.Min * length, query.Now));
        var ofWindows = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            (SELECT * FROM {labels} WHERE prediction >= {IdOf(touched.Min * length)} AND prediction < {IdOf((touched.Max + 1) * length)}
            AND {PredictionIds.MillisecondsOf("prediction")} // {length} IN ({touched.Select(static number => number.ToString(CultureInfo.InvariantCulture)).Join()}))
            """);
        session.Execute(
            $"CREATE TEMP TABLE {Counting} AS SELECT prediction, greatest(row, 0) AS place, row >= 0 AS is_named, label FROM {LabelRelation.Counting(ofWindows)}",
            cancellationToken);
    }

    private static List<LabelledSegment> Read(
        Session session, LabelledQuery query, DateTimeOffset start, string predictions, SortedSet<string> reasons, CancellationToken cancellationToken)
    {
        var joined =
            $"{predictions} p JOIN {Counting} l ON l.prediction = p.{PredictionColumns.Prediction} AND l.place = p.{PredictionColumns.Row} AND (l.is_named OR p.{PredictionColumns.Rows} = 1)";
        var versions = new List<int>();
        session.Stream($"SELECT DISTINCT p.{PredictionColumns.Version} AS v FROM {joined} ORDER BY v", row => versions.Add(row.GetInt32(0)), cancellationToken);
        var windows = new List<LabelledSegment>();
        if (versions.Count == 0)
            return windows;

        var columns = session.Describe(predictions, cancellationToken);
        foreach (var version in versions)
        {
            var (output, reason) = query.OutputOf(version, columns);
            if (output is null)
            {
                reasons.Add(reason ?? "");
                continue;
            }

            var segments = new LabelledSegments(session, query, predictions, columns, version, output, reasons, cancellationToken);
            windows.AddRange(segments.Read(joined).Select(said => new LabelledSegment(version, start, said.Key, said.Value)));
        }

        return windows;
    }

    private static string IdOf(long milliseconds)
    {
        var digits = milliseconds.ToString("x12", CultureInfo.InvariantCulture);
        return $"'{digits[..8]}-{digits[8..]}-0000-0000-000000000000'::UUID";
    }
}
