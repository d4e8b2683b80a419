using System.Globalization;
using DuckDB.NET.Data;

namespace OrleansML.Data.History.Storage;

/// <summary>A DuckDB database in memory that spills to a directory, with statements that can be cancelled. Belongs to one thread.</summary>
internal sealed class Session : IDisposable
{
    private readonly DuckDBConnection _connection;
    private readonly string _spillDirectory;

    private Session(DuckDBConnection connection, string spillDirectory)
    {
        _spillDirectory = spillDirectory;
        _connection = connection;
        _connection.Open();
    }

    public Session(HistoryQueryOptions options, string spillDirectory)
        : this(new DuckDBConnection("DataSource=:memory:"), spillDirectory)
    {
        Execute(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SET TimeZone = 'UTC';
                SET threads = {options.Threads};
                SET memory_limit = '{options.MemoryLimit / (1 << 20)}MiB';
                SET temp_directory = {Sql.Text(spillDirectory)}
                """),
            CancellationToken.None);
    }

    /// <summary>A second connection to the same database.</summary>
    public Session Duplicate() => new(_connection.Duplicate(), _spillDirectory);

    /// <summary>Whether a statement failed over the file that it reads or writes, and not because nothing more can be spilled.</summary>
    public bool FailedOverItsFile(DuckDBException exception) => !SpillFailure.Is(exception, _spillDirectory);

    public void Execute(string sql, CancellationToken cancellationToken)
    {
        using var command = Command(sql);
        Cancellable(command, static command => command.ExecuteNonQuery(), cancellationToken);
    }

    /// <summary>The values of the only row, all whole numbers; NULL as 0.</summary>
    public long[] Numbers(string sql, CancellationToken cancellationToken)
    {
        using var command = Command(sql);
        return Cancellable(
            command,
            static command =>
            {
                using var reader = command.ExecuteReader();
                reader.Read();
                return Enumerable.Range(0, reader.FieldCount).Select(ordinal => reader.IsDBNull(ordinal) ? 0 : Convert.ToInt64(reader.GetValue(ordinal), CultureInfo.InvariantCulture)).ToArray();
            },
            cancellationToken);
    }

    /// <summary>Names and types of the columns of a relation.</summary>
    public Dictionary<string, string> Describe(string relation, CancellationToken cancellationToken)
    {
        using var command = Command($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {relation})");
        return Cancellable(
            command,
            static command =>
            {
                var columns = new Dictionary<string, string>(StringComparer.Ordinal);
                using var reader = command.ExecuteReader();
                while (reader.Read())
                    columns.Add(reader.GetString(0), reader.GetString(1));
                return columns;
            },
            cancellationToken);
    }

    /// <summary>Reads rows as they are computed; this connection can do nothing else meanwhile.</summary>
    public void Stream(string sql, Action<DuckDBDataReader> eachRow, CancellationToken cancellationToken)
    {
        using var command = Command(sql);
        command.UseStreamingMode = true;
        Cancellable(
            command,
            command =>
            {
                using var reader = command.ExecuteReader();
                while (reader.Read())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    eachRow(reader);
                }

                return 0;
            },
            cancellationToken);
    }

    /// <summary>Rows as they are computed, for who takes them one after the other; this connection can do nothing else meanwhile.</summary>
    public SessionRows Rows(string sql, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new SessionRows(Command(sql), cancellationToken);
    }

    public DuckDBAppender Append(string table) => _connection.CreateAppender(table);

    public void Dispose() => _connection.Dispose();

    private static T Cancellable<T>(DuckDBCommand command, Func<DuckDBCommand, T> run, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var interruption = new Interruption(command, cancellationToken);
        try
        {
            return run(command);
        }
        catch (DuckDBException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    private DuckDBCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
