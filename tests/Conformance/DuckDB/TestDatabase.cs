using DuckDB.NET.Data;

// Memory is measured per process, so tests take turns.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace OrleansML.Conformance.DuckDB;

/// <summary>A database in memory with one connection, and shorthand for what most tests do.</summary>
internal sealed class TestDatabase : IDisposable
{
    public TestDatabase(string connectionString = "Data Source=:memory:")
    {
        Connection = new DuckDBConnection(connectionString);
        Connection.Open();
    }

    public DuckDBConnection Connection { get; }

    public int Execute(string sql, params object?[] parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first value of the first row.</summary>
    public T Value<T>(string sql, params object?[] parameters) => Read(sql, reader => reader.GetFieldValue<T>(0), parameters);

    /// <summary>What is read from the first row.</summary>
    public T Read<T>(string sql, Func<DuckDBDataReader, T> read, params object?[] parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        return read(reader);
    }

    /// <summary>The first column.</summary>
    public List<T> Column<T>(string sql)
    {
        using var command = Command(sql);
        using var reader = command.ExecuteReader();
        var values = new List<T>();
        while (reader.Read())
            values.Add(reader.GetFieldValue<T>(0));
        return values;
    }

    public DuckDBCommand Command(string sql, params object?[] parameters)
    {
        var command = new DuckDBCommand(sql, Connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter as DuckDBParameter ?? new DuckDBParameter(string.Empty, parameter));
        return command;
    }

    public void Dispose() => Connection.Dispose();
}
