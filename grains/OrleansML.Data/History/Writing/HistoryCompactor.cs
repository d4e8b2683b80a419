using System.Runtime.ExceptionServices;
using DuckDB.NET.Data;
using OrleansML.Data.History.Storage;

namespace OrleansML.Data.History.Writing;

/// <summary>
/// Merges small files of past days. No two silos merge the same (see <see cref="HistoryMerging"/>); at every moment of it each row counts once (see
/// <see cref="HistoryFiles"/>). Replaced files stay for a while, because a reader may be about to open them.
/// </summary>
/// <param name="days">Lists the directories of days.</param>
/// <param name="options">Sizes, and the time between two merges.</param>
/// <param name="time">The clock.</param>
/// <param name="names">Names of this run's files.</param>
/// <param name="merging">Which files this silo may merge.</param>
internal sealed class HistoryCompactor(
    Func<IEnumerable<string>> days, HistoryWriterOptions options, TimeProvider time, HistoryFileNames names, HistoryMerging merging = HistoryMerging.Own)
{
    public const int MaximumFiles = 64;

    // Past days that are looked at in one round, so that a start after years does not hold up the writing.
    private const int MostLooks = 256;

    public static readonly TimeSpan KeepReplaced = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    // Days before this run in which nothing is left to do.
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private DateTimeOffset _nextLook = DateTimeOffset.MinValue;
    private long _merged;

    public long MergedFiles => Volatile.Read(ref _merged);

    /// <summary>Removes half-written files of earlier runs of this silo, and of others when they are a day old.</summary>
    public void RemoveLeftovers()
    {
        try
        {
            foreach (var file in days().SelectMany(day => Directory.GetFiles(day, "*" + HistoryFiles.TemporaryExtension)))
            {
                if (names.IsOwn(file) || time.GetUtcNow() - File.GetLastWriteTimeUtc(file) > Abandoned)
                    HistoryFiles.TryDelete(file);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nobody reads them; that the root cannot be used is said at the first write.
        }
    }

    /// <summary>Says that a day has got another file.</summary>
    public void LookAgain(string day) => _done.Remove(day);

    /// <summary>
    /// Merges at most <see cref="MaximumFiles"/> files of one day, at most once per <see cref="HistoryWriterOptions.MaximumAge"/>. A day that cannot be
    /// merged, because a file of it is damaged, does not keep later ones from it.
    /// </summary>
    /// <exception cref="DuckDBException">The first day that could not be merged; it is tried again next time.</exception>
    public void CompactNext(DuckDBConnection connection)
    {
        var now = time.GetUtcNow();
        if (now < _nextLook)
            return;

        _nextLook = now + options.MaximumAge;
        var today = HistoryFiles.DayOf(now);
        var looks = 0;
        ExceptionDispatchInfo? failure = null;
        foreach (var day in days())
        {
            var isPast = HistoryFiles.DayOf(day) < today;
            if (_done.Contains(day) || (merging == HistoryMerging.Own && !isPast))
                continue;
            if (isPast && ++looks > MostLooks)
                break;

            // Where any silo may merge, one at a time does.
            using var turn = merging == HistoryMerging.AnyInTurn ? DayTurn.TryTake(day) : null;
            if (merging == HistoryMerging.AnyInTurn && turn is null)
                continue;

            var nothingReplaced = RemoveReplaced(day, now);
            try
            {
                if (Merge(connection, day, isPast ? 2 : MaximumFiles))
                    break;
                if (isPast && nothingReplaced)
                    _done.Add(day);
            }
            catch (DuckDBException exception)
            {
                failure ??= ExceptionDispatchInfo.Capture(exception);
            }
        }

        failure?.Throw();
    }

    private bool IsMine(string file) => merging == HistoryMerging.AnyInTurn || names.IsOwn(file);

    private static string ReplacesOf(string path) => Path.ChangeExtension(path, HistoryFiles.ReplacesExtension);

    private bool Merge(DuckDBConnection connection, string day, int least)
    {
        string[] small = [.. HistoryFiles.InDay(day)
            .Where(file => IsMine(file) && new FileInfo(file).Length < options.CompactBelowBytes)
            .Order(StringComparer.Ordinal)
            .Take(MaximumFiles)];
        if (small.Length < least)
            return false;

        var path = Path.Combine(day, names.Next());
        var temporary = path + HistoryFiles.TemporaryExtension;
        var replaces = ReplacesOf(path);
        var temporaryReplaces = replaces + HistoryFiles.TemporaryExtension;
        try
        {
            using (var command = connection.CreateCommand())
            {
                command.CommandText =
                    $"COPY (SELECT * FROM read_parquet({Sql.Texts(small)}, union_by_name = true, hive_partitioning = false)) TO {Sql.Text(temporary)} (FORMAT parquet, COMPRESSION zstd)";
                command.ExecuteNonQuery();
            }

            File.WriteAllLines(temporaryReplaces, small.Select(file => Path.GetFileName(file)!));
            HistoryFiles.Publish(temporaryReplaces, replaces);
            HistoryFiles.Publish(temporary, path);
        }
        catch
        {
            HistoryFiles.TryDelete(temporary);
            HistoryFiles.TryDelete(temporaryReplaces);
            HistoryFiles.TryDelete(replaces);
            throw;
        }

        Interlocked.Add(ref _merged, small.Length);
        return true;
    }

    /// <summary>Deletes replaced files whose time has come; false when some are left.</summary>
    private bool RemoveReplaced(string day, DateTimeOffset now)
    {
        var nothingLeft = true;
        // Oldest first: a merged file may have been replaced itself, and what it replaces counts again once it is gone.
        foreach (var list in Directory.GetFiles(day, "*" + HistoryFiles.ReplacesExtension).Where(IsMine).OrderBy(static list => File.GetLastWriteTimeUtc(MergedOf(list))))
        {
            var merged = MergedOf(list);
            if (!File.Exists(merged))
            {
                HistoryFiles.TryDelete(list);
            }
            else if (now - File.GetLastWriteTimeUtc(merged) < KeepReplaced)
            {
                nothingLeft = false;
            }
            else
            {
                foreach (var name in HistoryFiles.ReadReplaced(list))
                    File.Delete(Path.Combine(day, Path.GetFileName(name)));
                File.Delete(list);
            }
        }

        return nothingLeft;
    }

    private static string MergedOf(string list) => Path.ChangeExtension(list, HistoryFiles.Extension);
}
