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
        var spill = Path.Combine(options.SpillDirectory ?? Path.GetTempPath(), $"orleansml-history-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(spill);
            using var session = new Session(options, spill);
            return query(session);
        }
        catch (DuckDB.NET.Data.DuckDBException exception)
        {
            throw new HistoryException($"The history cannot be read: {exception.Message}", exception);
        }
        finally
        {
            if (Directory.Exists(spill))
                Directory.Delete(spill, recursive: true);
        }
    }
}
