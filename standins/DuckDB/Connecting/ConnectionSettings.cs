namespace DuckDB.NET.Data.Connecting;

/// <summary>What a connection string says.</summary>
/// <param name="DataSource">The file, or the name of a database in memory.</param>
/// <param name="InMemory">Whether there is no file.</param>
/// <param name="Shared">Whether connections of the same data source share one database.</param>
/// <param name="Options">The options of DuckDB by name.</param>
internal sealed record ConnectionSettings(string DataSource, bool InMemory, bool Shared, IReadOnlyDictionary<string, string> Options)
{
    public static ConnectionSettings Parse(string connectionString)
    {
        var builder = new DuckDBConnectionStringBuilder { ConnectionString = connectionString };
        var dataSource = builder.DataSource;
        if (dataSource.Length == 0)
        {
            throw new InvalidOperationException(
                $"Connection string '{connectionString}' is not valid, missing data source information. "
                + "Name a file or memory: 'Data Source=data.db' or 'Data Source=:memory:'.");
        }

        var options = builder.Keys.Cast<string>()
            .Where(key => !DuckDBConnectionStringBuilder.IsDataSource(key))
            .ToDictionary(key => key, key => builder[key].ToString()!);
        // Tells DuckDB which client this is; extensions pass it on to servers.
        options.TryAdd("duckdb_api", "DuckDB.NET");

        var isPrivate = dataSource.Equals(DuckDBConnectionStringBuilder.InMemoryDataSource, StringComparison.OrdinalIgnoreCase);
        var isShared = dataSource.Equals(DuckDBConnectionStringBuilder.InMemorySharedDataSource, StringComparison.OrdinalIgnoreCase);
        return new ConnectionSettings(dataSource, isPrivate || isShared, !isPrivate, options);
    }
}
