using Microsoft.Data.Sqlite;

namespace OrleansML.Storage.Sqlite;

/// <summary>The thread that reads; in WAL mode it never waits for the writer and sees every acknowledged write.</summary>
internal sealed class SqliteReader(string storageName, SqliteDatabaseSettings settings, int queueCapacity)
    : SqliteWorker($"sqlite reader {storageName}", settings, queueCapacity, maximumBatch: 64)
{
    protected override void Process(SqliteSession session, List<SqliteOperation> batch)
    {
        foreach (var operation in batch)
        {
            try
            {
                operation.Execute(session);
                operation.Complete();
            }
            catch (SqliteException exception)
            {
                operation.Fail(Translate(exception));
            }
        }
    }
}
