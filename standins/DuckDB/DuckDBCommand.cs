using System.ComponentModel;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using DuckDB.NET.Data.Binding;

namespace DuckDB.NET.Data;

/// <summary>
/// One or more SQL statements, separated by semicolons, and their parameters. Executing throws <see cref="DuckDBException"/> where DuckDB
/// refuses a statement, <see cref="InvalidOperationException"/> where the connection is closed or parameters are missing, and
/// <see cref="OperationCanceledException"/> after <see cref="Cancel"/>, or <see cref="DuckDBException"/> with the text
/// <c>INTERRUPT Error</c> where a statement was still being planned. The asynchronous methods run the statements on the calling thread;
/// their cancellation token interrupts them. <see cref="CommandTimeout"/> has no effect.
/// </summary>
public class DuckDBCommand : DbCommand
{
    private readonly DuckDBParameterCollection _parameters = new();
    private DuckDBConnection? _connection;
    private string _commandText = string.Empty;

    /// <summary>A command without text and connection.</summary>
    public DuckDBCommand()
    {
    }

    /// <summary>A command without connection.</summary>
    public DuckDBCommand(string commandText) => CommandText = commandText;

    /// <summary>A command.</summary>
    public DuckDBCommand(string commandText, DuckDBConnection connection)
        : this(commandText) => Connection = connection;

    /// <summary>The statements.</summary>
    [AllowNull]
    [DefaultValue("")]
    public override string CommandText
    {
        get => _commandText;
        set => _commandText = value ?? string.Empty;
    }

    /// <summary>Has no effect: DuckDB knows no time limit. Pass a cancellation token instead.</summary>
    public override int CommandTimeout { get; set; }

    /// <inheritdoc/>
    public override CommandType CommandType { get; set; }

    /// <inheritdoc/>
    public override bool DesignTimeVisible { get; set; }

    /// <inheritdoc/>
    public override UpdateRowSource UpdatedRowSource { get; set; }

    /// <summary>The parameters. Every statement of the command binds those that it names, or as many as it has by position.</summary>
    public new virtual DuckDBParameterCollection Parameters => _parameters;

    /// <summary>
    /// Whether rows are computed while they are read. That takes less memory, and often more time; the connection can run no other
    /// statement meanwhile, and an error may come while reading. False by default: the result is computed first.
    /// </summary>
    public bool UseStreamingMode { get; set; }

    /// <inheritdoc/>
    protected override DbConnection? DbConnection
    {
        get => _connection;
        set => _connection = (DuckDBConnection?)value;
    }

    /// <inheritdoc/>
    protected override DbParameterCollection DbParameterCollection => _parameters;

    /// <inheritdoc/>
    protected override DbTransaction? DbTransaction { get; set; }

    /// <summary>
    /// Interrupts what the connection is executing, from any thread. Throws <see cref="InvalidOperationException"/> where it is closed.
    /// </summary>
    public override void Cancel() => _connection?.NativeConnection.Interrupt();

    /// <summary>Executes all statements and answers how many rows they inserted, updated and deleted together.</summary>
    public override int ExecuteNonQuery()
    {
        EnsureOpen();
        using var statements = CreateStatements();
        var count = 0;
        while (statements.ExecuteNext() is { } result)
        {
            using (result)
                count += result.RowsChanged;
        }

        return count;
    }

    /// <summary>
    /// The first value of the first result set: null where it has no row, <see cref="DBNull"/> for NULL. Statements after it are not
    /// executed.
    /// </summary>
    public override object? ExecuteScalar()
    {
        EnsureOpen();
        using var reader = ExecuteReader();
        return reader.Read() ? reader.GetValue(0) : null;
    }

    /// <summary>
    /// Executes statements up to the first that has a result set. <see cref="DuckDBDataReader.NextResult"/> executes the next ones;
    /// those that nobody asks for are not executed.
    /// </summary>
    public new DuckDBDataReader ExecuteReader() => (DuckDBDataReader)base.ExecuteReader();

    /// <inheritdoc cref="ExecuteReader()"/>
    public new DuckDBDataReader ExecuteReader(CommandBehavior behavior) => (DuckDBDataReader)base.ExecuteReader(behavior);

    /// <summary>Does nothing: statements are prepared when they are executed.</summary>
    public override void Prepare()
    {
    }

    /// <inheritdoc/>
    protected override DbParameter CreateDbParameter() => new DuckDBParameter();

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        EnsureOpen();
        return new DuckDBDataReader(CreateStatements(), behavior == CommandBehavior.CloseConnection ? _connection : null);
    }

    private StatementSequence CreateStatements() =>
        new(_connection!.NativeConnection, _commandText, _parameters.AsList(), UseStreamingMode);

    private void EnsureOpen([CallerMemberName] string operation = "")
    {
        if (_connection is not { State: ConnectionState.Open })
            throw new InvalidOperationException($"{operation} requires an open connection");
    }
}
