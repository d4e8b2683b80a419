namespace OrleansML.Storage.Sqlite;

/// <summary>Reads one state.</summary>
internal sealed class ReadOperation(GrainStateKey key) : SqliteOperation<StoredGrainState?>
{
    protected override StoredGrainState? Run(SqliteSession session) => session.Read(key);
}
