using System.Globalization;
using OrleansML.Data.History;
using OrleansML.Data.History.Storage;

namespace OrleansML.Data.Scoring;

/// <summary>
/// The scores of a finished job as events for a feature view: one JSON object for each row, with its key, the carried columns, the scores,
/// <c>scored_at</c>, and an <c>event_id</c> by which a repetition is known.
/// </summary>
public static class ScoreEvents
{
    /// <summary>Reads them in the order of the input. Blocks its thread; memory does not grow with the number of rows.</summary>
    /// <param name="options">What reading may use.</param>
    /// <param name="manifest">The parts, in Parquet.</param>
    /// <param name="folder">Their folder.</param>
    /// <param name="scoredAt">The time of the scores.</param>
    /// <param name="names">Names of columns in the events, where these are others.</param>
    /// <param name="mostBytes">Most bytes of one delivery, unless a single event is longer.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    /// <returns>JSON lines in UTF-8, some at a time, each with the number of its first line from 1.</returns>
    /// <exception cref="ScoringDataException">A part cannot be read.</exception>
    public static IEnumerable<(byte[] Lines, int FirstLine)> Read(
        HistoryQueryOptions options,
        ScoringManifest manifest,
        string folder,
        DateTimeOffset scoredAt,
        IReadOnlyDictionary<string, string> names,
        int mostBytes,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(names);
        using var session = new ScoringSession(options);
        using var lines = new MemoryStream();
        var (first, next) = (1, 1);
        foreach (var part in manifest.Parts)
        {
            if (part.File is not { } file)
                continue;

            var path = Path.Combine(folder, file);
            using var rows = Open(session.Session, path, SqlOf(manifest, part, path, scoredAt, names), cancellationToken);
            while (Read(rows, path) is { } line)
            {
                var bytes = System.Text.Encoding.UTF8.GetByteCount(line) + 1;
                if (lines.Length > 0 && lines.Length + bytes > mostBytes)
                {
                    yield return (lines.ToArray(), first);
                    lines.SetLength(0);
                    first = next;
                }

                lines.Write(System.Text.Encoding.UTF8.GetBytes(line));
                lines.WriteByte((byte)'\n');
                next++;
            }
        }

        if (lines.Length > 0)
            yield return (lines.ToArray(), first);
    }

    private static string SqlOf(ScoringManifest manifest, ScoringPart part, string path, DateTimeOffset scoredAt, IReadOnlyDictionary<string, string> names)
    {
        var at = Sql.Text(scoredAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture));
        var id = Sql.Text(string.Create(CultureInfo.InvariantCulture, $"{manifest.Job}/{part.Slice}/"));
        var renamed = names.Count == 0 ? "" : $" RENAME ({names.Select(static name => $"{Sql.Name(name.Key)} AS {Sql.Name(name.Value)}").Join()})";
        return $"SELECT to_json(event) FROM (SELECT * EXCLUDE (file_row_number){renamed}, {at} AS scored_at, concat({id}, file_row_number) AS event_id "
            + $"FROM read_parquet({Sql.Texts([path])}, file_row_number = true)) event";
    }

    private static SessionRows Open(Session session, string path, string sql, CancellationToken cancellationToken)
    {
        try
        {
            return session.Rows(sql, cancellationToken);
        }
        catch (Exception exception) when (ScoringErrors.IsKnown(exception))
        {
            throw ScoringErrors.Reading(path, exception);
        }
    }

    private static string? Read(SessionRows rows, string path)
    {
        try
        {
            return rows.Read() ? rows.Reader.GetString(0) : null;
        }
        catch (Exception exception) when (ScoringErrors.IsKnown(exception))
        {
            throw ScoringErrors.Reading(path, exception);
        }
    }
}
