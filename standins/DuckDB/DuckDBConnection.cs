using System.ComponentModel;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using DuckDB.NET.Data.Connecting;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data;

/// <summary>
/// A connection to a DuckDB database in a file or in memory. One thread at a time may use it; connections of one process to the same file,
/// or to <see cref="DuckDBConnectionStringBuilder.InMemorySharedDataSource"/>, share one database and may run at the same time.
/// </summary>
public partial class DuckDBConnection : DbConnection
{
    private static readonly StateChangeEventArgs Opened = new(ConnectionState.Closed, ConnectionState.Open);
    private static readonly StateChangeEventArgs Closed = new(ConnectionState.Open, ConnectionState.Closed);

    private string _connectionString = string.Empty;
    private ConnectionSettings? _settings;
    private Database? _database;
    private DuckDBNativeConnection? _connection;

    /// <summary>A connection whose connection string is set later.</summary>
    public DuckDBConnection()
    {
    }

    /// <summary>A connection that <see cref="Open"/> makes to what the connection string names.</summary>
    public DuckDBConnection(string connectionString) => ConnectionString = connectionString;

    /// <summary><c>Data Source=</c> a file or <c>:memory:</c>, and options of DuckDB, separated by semicolons.</summary>
    [AllowNull]
    [DefaultValue("")]
    public override string ConnectionString
    {
        get => _connectionString;
        set
        {
            _connectionString = value ?? string.Empty;
            _settings = null;
        }
    }

    /// <summary>The data source. Throws <see cref="InvalidOperationException"/> where there is no connection string.</summary>
    public override string Database => DataSource;

    /// <summary>The data source. Throws <see cref="InvalidOperationException"/> where there is no connection string.</summary>
    public override string DataSource => _connectionString.Length > 0
        ? Settings.DataSource
        : throw new InvalidOperationException("Connection string must be specified.");

    /// <summary>The version of the native library, as in <c>v1.5.6</c>.</summary>
    public override unsafe string ServerVersion => NativeText.Borrowed(NativeMethods.LibraryVersion());

    /// <summary><see cref="ConnectionState.Open"/> or <see cref="ConnectionState.Closed"/>.</summary>
    public override ConnectionState State => _connection is null ? ConnectionState.Closed : ConnectionState.Open;

    /// <summary>The native connection. Throws <see cref="InvalidOperationException"/> while the connection is closed.</summary>
    public DuckDBNativeConnection NativeConnection => _connection
        ?? throw new InvalidOperationException("The DuckDBConnection must be open to access the native connection.");

    /// <inheritdoc/>
    protected override DbProviderFactory? DbProviderFactory => DuckDBClientFactory.Instance;

    /// <summary>The transaction that was begun and neither committed nor rolled back.</summary>
    internal DuckDBTransaction? Transaction { get; set; }

    private ConnectionSettings Settings => _settings ??= ConnectionSettings.Parse(_connectionString);

    /// <summary>
    /// Opens the database, or joins the open one of the same data source. Throws <see cref="InvalidOperationException"/> where the
    /// connection is open or its string is malformed, and <see cref="DuckDBException"/> where DuckDB cannot open the database.
    /// </summary>
    public override void Open()
    {
        if (_connection is not null)
            throw new InvalidOperationException("Connection is already open.");
        // A duplicate knows its database before it is opened.
        if (_database is null)
            (_database, _connection) = Connecting.Database.Connect(Settings);
        else
            _connection = _database.Connect();
        OnStateChange(Opened);
    }

    /// <summary>
    /// Ends the connection; the last one closes the database. Throws <see cref="InvalidOperationException"/> where it is closed.
    /// </summary>
    public override void Close()
    {
        if (_connection is null)
            throw new InvalidOperationException("Connection is already closed.");
        _database!.Disconnect(_connection);
        _database = null;
        _connection = null;
        Transaction = null;
        OnStateChange(Closed);
    }

    /// <summary>Throws <see cref="NotSupportedException"/>.</summary>
    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    /// <summary>A closed connection to the same database in memory. Throws <see cref="NotSupportedException"/> for a file.</summary>
    public DuckDBConnection Duplicate()
    {
        EnsureOpen();
        if (!Settings.InMemory)
            throw new NotSupportedException("Duplication of the connection is only supported for in-memory connections.");
        return new DuckDBConnection(ConnectionString) { _database = _database };
    }

    /// <summary>Begins a transaction. Throws <see cref="InvalidOperationException"/> where there is one already.</summary>
    public new DuckDBTransaction BeginTransaction() => Begin(IsolationLevel.Unspecified);

    /// <summary>A command in the current transaction, if there is one.</summary>
    public new virtual DuckDBCommand CreateCommand() => new() { Connection = this, Transaction = Transaction };

    /// <summary>How far the running query is. Throws <see cref="InvalidOperationException"/> while the connection is closed.</summary>
    public DuckDBQueryProgress GetQueryProgress()
    {
        EnsureOpen();
        return NativeMethods.QueryProgress(_connection!);
    }

    internal void Execute(string sql)
    {
        using var command = CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => Begin(isolationLevel);

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand() => CreateCommand();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _connection is not null)
            Close();
        base.Dispose(disposing);
    }

    private DuckDBTransaction Begin(IsolationLevel isolationLevel)
    {
        EnsureOpen("BeginTransaction");
        if (Transaction is not null)
            throw new InvalidOperationException("Already in a transaction.");
        return Transaction = new DuckDBTransaction(this, isolationLevel);
    }

    private void EnsureOpen([CallerMemberName] string operation = "")
    {
        if (_connection is null)
            throw new InvalidOperationException($"{operation} requires an open connection");
    }
}
