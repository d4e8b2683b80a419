namespace OrleansML.Storage.Sqlite;

/// <summary>Stores bytes under a key if the stored version is the expected one.</summary>
internal sealed class WriteOperation(GrainStateKey key, byte[] data, long? expectedVersion) : SqliteOperation<WriteOutcome>
{
    protected override WriteOutcome Run(SqliteSession session)
    {
        var stored = session.FindVersion(key);
        if (stored != expectedVersion)
            return new WriteOutcome(Accepted: false, stored);

        var version = session.NextVersion();
        session.Upsert(key, version, data);
        return new WriteOutcome(Accepted: true, version);
    }
}
