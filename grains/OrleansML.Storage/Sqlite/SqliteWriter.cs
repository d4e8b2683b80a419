using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace OrleansML.Storage.Sqlite;

/// <summary>
/// The thread that writes. Writes that wait together share one transaction and one disk flush;
/// each keeps its own ETag check, and none is acknowledged before the flush.
/// </summary>
internal sealed class SqliteWriter(
    string storageName, SqliteDatabaseSettings settings, int queueCapacity, int maximumGroup, SqliteInstruments instruments)
    : SqliteWorker($"sqlite writer {storageName}", settings, queueCapacity, maximumGroup)
{
    private readonly List<SqliteOperation> _done = [];
    private readonly SqliteOperation[] _single = new SqliteOperation[1];

    protected override void Process(SqliteSession session, List<SqliteOperation> batch)
    {
        try
        {
            Commit(session, batch);
        }
        catch (SqliteException exception) when (batch.Count > 1 && !SqliteErrors.IsBusy(exception))
        {
            // One operation's error took the whole transaction with it; alone, the others may well succeed.
            foreach (var operation in batch)
            {
                if (!operation.IsAnswered)
                    CommitAlone(session, operation);
            }
        }
    }

    private void CommitAlone(SqliteSession session, SqliteOperation operation)
    {
        try
        {
            _single[0] = operation;
            Commit(session, _single);
        }
        catch (SqliteException exception)
        {
            operation.Fail(Translate(exception));
        }
        finally
        {
            _single[0] = null!;
        }
    }

    private void Commit(SqliteSession session, IReadOnlyList<SqliteOperation> group)
    {
        _done.Clear();
        session.Begin();
        // Waiting for another connection's lock says nothing about the disk, so the clock starts here.
        var start = Stopwatch.GetTimestamp();
        try
        {
            foreach (var operation in group)
                Execute(session, operation);
            session.Commit();
        }
        catch
        {
            session.Rollback();
            throw;
        }

        instruments.Committed(start, _done.Count);
        foreach (var operation in _done)
            operation.Complete();
        _done.Clear();
    }

    private void Execute(SqliteSession session, SqliteOperation operation)
    {
        try
        {
            operation.Execute(session);
            _done.Add(operation);
        }
        catch (SqliteException exception) when (session.InTransaction)
        {
            // SQLite undid this statement only; the rest of the group goes on.
            operation.Fail(Translate(exception));
        }
    }
}
