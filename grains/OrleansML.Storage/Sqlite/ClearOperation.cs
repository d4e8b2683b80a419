namespace OrleansML.Storage.Sqlite;

/// <summary>Empties or deletes a state if the stored version is the expected one.</summary>
internal sealed class ClearOperation(GrainStateKey key, long? expectedVersion, bool deleteRow) : SqliteOperation<WriteOutcome>
{
    protected override WriteOutcome Run(SqliteSession session)
    {
        var stored = session.FindVersion(key);
        if (stored != expectedVersion)
            return new WriteOutcome(Accepted: false, stored);

        if (stored is null)
            return new WriteOutcome(Accepted: true, Version: null);

        if (deleteRow)
        {
            session.Delete(key);
            return new WriteOutcome(Accepted: true, Version: null);
        }

        var version = session.NextVersion();
        session.Upsert(key, version, data: null);
        return new WriteOutcome(Accepted: true, version);
    }
}
