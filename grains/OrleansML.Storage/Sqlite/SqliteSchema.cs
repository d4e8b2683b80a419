using System.Globalization;
using Microsoft.Data.Sqlite;

namespace OrleansML.Storage.Sqlite;

/// <summary>The tables of the grain storage, and the version that guards them against an older build.</summary>
internal static class SqliteSchema
{
    /// <summary>The newest version of the tables that this build can use.</summary>
    public const int Version = 1;

    // Versions are drawn from one counter per file, so an ETag is never used twice, not even after a row was deleted.
    private const string Create = """
        CREATE TABLE IF NOT EXISTS schema_version (component TEXT PRIMARY KEY, version INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS grain_state (
            service_id TEXT NOT NULL,
            state_name TEXT NOT NULL,
            grain_id   TEXT NOT NULL,
            version    INTEGER NOT NULL,
            data       BLOB,
            PRIMARY KEY (service_id, state_name, grain_id));
        CREATE TABLE IF NOT EXISTS grain_state_counter (id INTEGER PRIMARY KEY CHECK (id = 1), last_version INTEGER NOT NULL);
        INSERT OR IGNORE INTO grain_state_counter (id, last_version) VALUES (1, 0);
        INSERT OR IGNORE INTO schema_version (component, version) VALUES ('grain_state', 1);
        """;

    /// <summary>Creates the tables in a new file and refuses a file written by a newer build.</summary>
    /// <exception cref="SqliteStorageException">The file's version is not known.</exception>
    public static void Ensure(SqliteConnection connection, SqliteDatabaseSettings settings)
    {
        // Two silos may open the same new file at once; the second finds the first one's tables.
        using var transaction = connection.BeginTransaction(deferred: false);
        var found = FindVersion(connection, transaction);
        if (found is null)
        {
            using var create = new SqliteCommand(Create, connection, transaction);
            create.ExecuteNonQuery();
        }
        else if (found != Version)
        {
            throw new SqliteStorageException(
                $"The SQLite database '{settings.Path}' has version {found} of the grain state tables, but this " +
                $"build knows only version {Version}. " +
                "Run the build that wrote the file, or newer, or restore a backup made by this one.");
        }

        transaction.Commit();
    }

    private static long? FindVersion(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var exists = new SqliteCommand(
            "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'", connection, transaction);
        if (exists.ExecuteScalar() is null)
            return null;

        using var version = new SqliteCommand(
            "SELECT version FROM schema_version WHERE component = 'grain_state'", connection, transaction);
        return version.ExecuteScalar() is { } value ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;
    }
}
