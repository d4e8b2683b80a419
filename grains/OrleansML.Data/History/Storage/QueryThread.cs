using System.Globalization;
using DuckDB.NET.Data;

namespace OrleansML.Data.History.Storage;

/// <summary>Runs a query on a thread of its own, with a database that spills to a directory which is removed afterwards.</summary>
internal static class QueryThread
{
    public static Task<T> RunAsync<T>(HistoryQueryOptions options, Func<Session, T> query, CancellationToken cancellationToken)
    {
        string[] violations = [.. options.Violations()];
        if (violations.Length > 0)
            throw new ArgumentException(string.Join("; ", violations) + ".", nameof(options));

        return Task.Factory.StartNew(() => Run(options, query), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private static T Run<T>(HistoryQueryOptions options, Func<Session, T> query)
    {
        var folder = options.SpillDirectory ?? Path.GetTempPath();
        var spill = Path.Combine(folder, $"orleansml-history-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(spill);
            using var session = new Session(options, spill);
            return query(session);
        }
        catch (DuckDBException exception) when (SpillFailure.Is(exception, spill))
        {
            throw new HistoryException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{folder}' cannot take what does not fit in {options.MemoryLimit >> 20} MiB of memory: {SpillFailure.Reason(exception)} Free space there, or change SpillDirectory or MemoryLimit."),
                exception);
        }
        catch (DuckDBException exception)
        {
            throw new HistoryException($"The history cannot be read: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && !Directory.Exists(spill))
        {
            throw new HistoryException($"'{folder}' cannot be used as SpillDirectory: {exception.Message}", exception);
        }
        finally
        {
            TryRemove(spill);
        }
    }

    /// <summary>Removes a folder of things that were spilled, if it can be.</summary>
    public static void TryRemove(string spill)
    {
        try
        {
            if (Directory.Exists(spill))
                Directory.Delete(spill, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What the query gave, or why it failed, is what its caller needs.
        }
    }
}
