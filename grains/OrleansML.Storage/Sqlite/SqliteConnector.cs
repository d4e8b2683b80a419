using System.Globalization;
using Microsoft.Data.Sqlite;
using static System.FormattableString;

namespace OrleansML.Storage.Sqlite;

/// <summary>Opens connections in the one mode in which an acknowledged write survives a crash and a power cut.</summary>
internal static class SqliteConnector
{
    private const int LogBytesKept = 64 * 1024 * 1024;

    /// <summary>Opens the file, creating it and its directories where missing.</summary>
    /// <exception cref="SqliteStorageException">The file cannot be used; the message says why and what to do.</exception>
    public static SqliteConnection Open(SqliteDatabaseSettings settings)
    {
        CreateDirectory(settings.Path);
        var connection = new SqliteConnection(ConnectionString(settings));
        try
        {
            connection.Open();
            Configure(connection, settings);
            return connection;
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

    private static string ConnectionString(SqliteDatabaseSettings settings) => new SqliteConnectionStringBuilder
    {
        DataSource = settings.Path,
        Mode = SqliteOpenMode.ReadWriteCreate,
        // A pooled connection would keep the file open after the silo stopped.
        Pooling = false,
        DefaultTimeout = (int)Math.Ceiling(settings.BusyTimeout.TotalSeconds),
    }.ToString();

    private static void CreateDirectory(string path)
    {
        var directory = Path.GetDirectoryName(path)!;
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SqliteStorageException(
                $"The directory '{directory}' of the SQLite database '{path}' cannot be created: {exception.Message} " +
                "Create it with write permission for this process, or configure another Path.", exception);
        }

        if (Directory.Exists(path))
        {
            throw new SqliteStorageException(
                $"The SQLite database path '{path}' is a directory; configure the Path of a file, for example " +
                $"'{Path.Combine(path, "state.db")}'.");
        }
    }

    private static void Configure(SqliteConnection connection, SqliteDatabaseSettings settings)
    {
        Execute(connection, Invariant($"PRAGMA busy_timeout = {(long)settings.BusyTimeout.TotalMilliseconds}"));
        var journal = Execute(connection, "PRAGMA journal_mode = WAL") as string;
        if (journal != "wal")
        {
            throw new SqliteStorageException(
                $"The SQLite database '{settings.Path}' cannot use a write-ahead log (SQLite chose the journal mode '{journal}'); " +
                "put the file on a local disk that supports shared memory.");
        }

        // In WAL mode NORMAL would lose the latest commits in a power cut.
        Execute(connection, "PRAGMA synchronous = FULL");
        // Otherwise one burst would leave its log on the disk at full size for ever.
        Execute(connection, Invariant($"PRAGMA journal_size_limit = {LogBytesKept}"));
        if (settings.MaximumBytes is { } bytes)
        {
            var pageSize = Convert.ToInt64(Execute(connection, "PRAGMA page_size"), CultureInfo.InvariantCulture);
            Execute(connection, Invariant($"PRAGMA max_page_count = {Math.Min(bytes / pageSize, uint.MaxValue - 1)}"));
        }
    }

    private static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        return command.ExecuteScalar();
    }
}
