using OrleansML.Data.History;
using OrleansML.Data.History.Storage;

namespace OrleansML.Data.Scoring;

/// <summary>A DuckDB session that keeps the order of rows, with a folder of its own to spill to. Belongs to one thread.</summary>
internal sealed class ScoringSession : IDisposable
{
    private readonly string _spill;

    public ScoringSession(HistoryQueryOptions options)
    {
        string[] violations = [.. options.Violations()];
        if (violations.Length > 0)
            throw new ArgumentException(string.Join("; ", violations) + ".", nameof(options));

        _spill = Path.Combine(options.SpillDirectory ?? Path.GetTempPath(), $"orleansml-scoring-{Guid.NewGuid():N}");
        // Rows come in the order of their file only with one thread; workers are what scales.
        Session = new Session(options with { Threads = 1 }, _spill);
        Session.Execute("SET parquet_metadata_cache = true", CancellationToken.None);
    }

    public Session Session { get; }

    /// <summary>Runs on a thread of its own.</summary>
    public static Task<T> RunAsync<T>(HistoryQueryOptions options, Func<Session, T> work, CancellationToken cancellationToken) => Task.Factory.StartNew(
        () =>
        {
            using var session = new ScoringSession(options);
            return work(session.Session);
        },
        cancellationToken,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    public void Dispose()
    {
        Session.Dispose();
        QueryThread.TryRemove(_spill);
    }
}
