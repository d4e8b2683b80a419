using System.Globalization;
using OrleansML.Data.History;
using OrleansML.Data.History.Storage;

namespace OrleansML.Data.Pipelines;

/// <summary>
/// Counts new rows of a source. A source is the name of a feature view, whose recorded events are counted by their arrival; or the path of a file, with * and
/// ? in its last part, whose rows are counted if the file was written in the time asked for: .parquet, .csv with a header, .jsonl, .ndjson, .json.
/// </summary>
/// <param name="query">What counting may use.</param>
internal sealed class SourceRows(HistoryQueryOptions query)
{
    private static readonly Dictionary<string, string> Readers = new(StringComparer.OrdinalIgnoreCase)
    {
        [".parquet"] = "read_parquet", [".csv"] = "read_csv", [".jsonl"] = "read_json", [".ndjson"] = "read_json", [".json"] = "read_json",
    };

    /// <summary>Whether a source is a file and not a view.</summary>
    public static bool IsFile(string source) => source.Contains('/', StringComparison.Ordinal) || source.Contains('\\', StringComparison.Ordinal);

    /// <summary>Counts rows of a source in [<paramref name="since"/>, <paramref name="until"/>).</summary>
    /// <exception cref="HistoryException">The files cannot be read, or are of no kind that is known.</exception>
    public Task<long> CountAsync(HistoryOptions history, string source, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken) =>
        QueryThread.RunAsync(
            query,
            session => IsFile(source) ? CountFiles(session, source, since, until, cancellationToken) : CountEvents(session, history, source, since, until, cancellationToken),
            cancellationToken);

    private static long CountEvents(Session session, HistoryOptions history, string view, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var files = HistoryFiles.Of(history, view, HistoryKind.Events);
        return files.Count == 0 ? 0 : Count(
            session,
            $"read_parquet({Sql.Texts(files)}, union_by_name = true, hive_partitioning = false) WHERE {HistorySchema.IngestTime} >= {Time(since)} AND {HistorySchema.IngestTime} < {Time(until)}",
            cancellationToken);
    }

    private static long CountFiles(Session session, string pattern, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(pattern))!;
        if (!Directory.Exists(folder))
            return 0;
        if (!Readers.TryGetValue(Path.GetExtension(pattern), out var reader))
            throw new HistoryException($"Rows of '{pattern}' cannot be counted: its kind is not known; {string.Join(", ", Readers.Keys)} are.");

        string[] files = [.. Directory.EnumerateFiles(folder, Path.GetFileName(pattern)).Where(IsNew).Order(StringComparer.Ordinal)];
        return files.Length == 0 ? 0 : Count(session, $"{reader}({Sql.Texts(files)})", cancellationToken);

        bool IsNew(string file)
        {
            var written = new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero);
            return written >= since && written < until;
        }
    }

    private static long Count(Session session, string relation, CancellationToken cancellationToken) =>
        session.Numbers($"SELECT count(*) FROM {relation}", cancellationToken)[0];

    private static string Time(DateTimeOffset instant) =>
        string.Create(CultureInfo.InvariantCulture, $"make_timestamp({(instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond}::BIGINT)");
}
