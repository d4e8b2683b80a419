using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansML.Storage.Sqlite;

/// <summary>One connection with its prepared statements; used by one thread only.</summary>
internal sealed class SqliteSession : IDisposable
{
    private const string ByKey = "WHERE service_id = $service AND state_name = $name AND grain_id = $grain";

    private readonly SqliteConnection _connection;
    private readonly GrainStateStatement _read;
    private readonly GrainStateStatement _findVersion;
    private readonly GrainStateStatement _upsert;
    private readonly GrainStateStatement _delete;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _rollback;
    private readonly SqliteCommand _loadCounter;
    private readonly SqliteCommand _saveCounter;
    private readonly SqliteParameter _counter;
    private long _lastVersion;
    private long _savedVersion;

    private SqliteSession(SqliteConnection connection)
    {
        _connection = connection;
        _read = new GrainStateStatement(connection, $"SELECT version, data FROM grain_state {ByKey}");
        _findVersion = new GrainStateStatement(connection, $"SELECT version FROM grain_state {ByKey}");
        _delete = new GrainStateStatement(connection, $"DELETE FROM grain_state {ByKey}");
        _upsert = new GrainStateStatement(connection, """
            INSERT INTO grain_state (service_id, state_name, grain_id, version, data) VALUES ($service, $name, $grain, $version, $data)
            ON CONFLICT (service_id, state_name, grain_id) DO UPDATE SET version = excluded.version, data = excluded.data
            """);
        // IMMEDIATE takes the write lock at once: a transaction that read first could not wait for it.
        _begin = new SqliteCommand("BEGIN IMMEDIATE", connection);
        _commit = new SqliteCommand("COMMIT", connection);
        _rollback = new SqliteCommand("ROLLBACK", connection);
        _loadCounter = new SqliteCommand("SELECT last_version FROM grain_state_counter WHERE id = 1", connection);
        _saveCounter = new SqliteCommand("UPDATE grain_state_counter SET last_version = $version WHERE id = 1", connection);
        _counter = _saveCounter.Parameters.Add("$version", SqliteType.Integer);
    }

    /// <summary>Whether a transaction is open; SQLite closes it by itself on some errors.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    /// <summary>Opens a connection and makes sure that the tables are there.</summary>
    public static SqliteSession Open(SqliteDatabaseSettings settings)
    {
        var connection = SqliteConnector.Open(settings);
        try
        {
            SqliteSchema.Ensure(connection, settings);
            return new SqliteSession(connection);
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw SqliteErrors.Translate(exception, settings);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public StoredGrainState? Read(GrainStateKey key)
    {
        using var reader = _read.ExecuteReader(key);
        if (!reader.Read())
            return null;

        return new StoredGrainState(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetFieldValue<byte[]>(1));
    }

    public long? FindVersion(GrainStateKey key) => (long?)_findVersion.ExecuteScalar(key);

    /// <summary>Draws a version that no row of this file ever had; only inside a transaction.</summary>
    public long NextVersion() => ++_lastVersion;

    public void Upsert(GrainStateKey key, long version, byte[]? data) => _upsert.ExecuteNonQuery(key, version, data);

    public void Delete(GrainStateKey key) => _delete.ExecuteNonQuery(key);

    public void Begin()
    {
        _begin.ExecuteNonQuery();
        _savedVersion = _lastVersion = (long)_loadCounter.ExecuteScalar()!;
    }

    public void Commit()
    {
        if (_lastVersion != _savedVersion)
        {
            _counter.Value = _lastVersion;
            _saveCounter.ExecuteNonQuery();
        }

        _commit.ExecuteNonQuery();
    }

    /// <summary>Undoes the open transaction, if SQLite has not done so already.</summary>
    public void Rollback()
    {
        if (InTransaction)
            _rollback.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _read.Dispose();
        _findVersion.Dispose();
        _upsert.Dispose();
        _delete.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        _loadCounter.Dispose();
        _saveCounter.Dispose();
        _connection.Dispose();
    }
}
