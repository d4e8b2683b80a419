using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Connecting;

/// <summary>
/// An open database and how many connections it has; the last one closes it. A file can be open once per process, so connections of
/// the same data source share one.
/// </summary>
internal sealed unsafe class Database
{
    private static readonly Dictionary<string, Database> Shared = new(StringComparer.Ordinal);
    private static readonly Lock Gate = new();

    private readonly DatabaseHandle _handle;
    private readonly string? _sharedAs;
    private int _connections;

    private Database(DatabaseHandle handle, string? sharedAs)
    {
        _handle = handle;
        _sharedAs = sharedAs;
    }

    /// <summary>Opens the database of a connection string, or takes the open one, and connects to it.</summary>
    public static (Database Database, DuckDBNativeConnection Connection) Connect(ConnectionSettings settings)
    {
        lock (Gate)
        {
            var sharedAs = !settings.Shared ? null : settings.InMemory ? DuckDBConnectionStringBuilder.InMemorySharedDataSource
                : settings.DataSource;
            if (sharedAs is null || !Shared.TryGetValue(sharedAs, out var database))
            {
                database = new Database(Open(settings), sharedAs);
                if (sharedAs is not null)
                    Shared.Add(sharedAs, database);
            }

            return (database, database.Connect());
        }
    }

    /// <summary>One more connection.</summary>
    public DuckDBNativeConnection Connect()
    {
        lock (Gate)
        {
            if (NativeMethods.Connect(_handle, out var connection) != NativeMethods.Success)
            {
                connection.Dispose();
                CloseIfUnused();
                throw new DuckDBException("DuckDBConnect failed");
            }

            _connections++;
            return connection;
        }
    }

    /// <summary>Closes a connection, and the database with the last one.</summary>
    public void Disconnect(DuckDBNativeConnection connection)
    {
        lock (Gate)
        {
            connection.Dispose();
            _connections--;
            CloseIfUnused();
        }
    }

    private void CloseIfUnused()
    {
        if (_connections > 0)
            return;
        _handle.Dispose();
        if (_sharedAs is not null)
            Shared.Remove(_sharedAs);
    }

    private static DatabaseHandle Open(ConnectionSettings settings)
    {
        NativeMethods.CreateConfig(out var config);
        using (config)
        {
            foreach (var (name, value) in settings.Options)
            {
                if (NativeMethods.SetConfig(config, name, value) != NativeMethods.Success)
                    throw new DuckDBException($"Error setting '{name}' to '{value}'");
            }

            var path = settings.InMemory ? null : settings.DataSource;
            if (NativeMethods.OpenExt(path, out var database, config, out var error) == NativeMethods.Success)
                return database;

            database.Dispose();
            throw new DuckDBException($"DuckDBOpen failed: {NativeText.Owned(error)}");
        }
    }
}
