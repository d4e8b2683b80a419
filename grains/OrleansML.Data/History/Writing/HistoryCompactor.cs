using DuckDB.NET.Data;
using OrleansML.Data.History.Storage;

namespace OrleansML.Data.History.Writing;

/// <summary>
/// Merges small files of past days. A silo merges its own files only, so that no two merge the same; at every moment of it each row counts once (see
/// <see cref="HistoryFiles"/>). Replaced files stay for a while, because a reader may be about to open them.
/// </summary>
internal sealed class HistoryCompactor(HistoryOptions history, HistoryWriterOptions options, TimeProvider time, HistoryFileNames names)
{
    public const int MaximumFiles = 64;

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
            foreach (var file in HistoryFiles.Days(history).SelectMany(day => Directory.GetFiles(day, "*" + HistoryFiles.TemporaryExtension)))
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

    /// <summary>Merges at most <see cref="MaximumFiles"/> files of one day, at most once per <see cref="HistoryWriterOptions.MaximumAge"/>.</summary>
    public void CompactNext(DuckDBConnection connection)
    {
        var now = time.GetUtcNow();
        if (now < _nextLook)
            return;

        _nextLook = now + options.MaximumAge;
        var today = HistoryFiles.DayOf(now);
        foreach (var day in HistoryFiles.Days(history))
        {
            if (_done.Contains(day) || HistoryFiles.DayOf(day) >= today)
                continue;
            if (RemoveReplaced(day, now) && !Merge(connection, day))
                _done.Add(day);
            else
                return;
        }
    }

    private static string ReplacesOf(string path) => Path.ChangeExtension(path, HistoryFiles.ReplacesExtension);

    private bool Merge(DuckDBConnection connection, string day)
    {
        string[] small = [.. HistoryFiles.InDay(day)
            .Where(file => names.IsOwn(file) && new FileInfo(file).Length < options.CompactBelowBytes)
            .Order(StringComparer.Ordinal)
            .Take(MaximumFiles)];
        if (small.Length < 2)
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
        foreach (var list in Directory.GetFiles(day, "*" + HistoryFiles.ReplacesExtension).Where(names.IsOwn))
        {
            var merged = Path.ChangeExtension(list, HistoryFiles.Extension);
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
}
