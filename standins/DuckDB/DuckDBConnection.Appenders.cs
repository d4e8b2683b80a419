using DuckDB.NET.Data.Writing;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data;

/// <content>Appenders, the fast way to insert rows.</content>
public partial class DuckDBConnection
{
    /// <summary>An appender for a table of the current schema. Throws <see cref="DuckDBException"/> where there is no such table.</summary>
    public DuckDBAppender CreateAppender(string table) => CreateAppender(null, null, table);

    /// <summary>An appender for a table of a schema. Throws <see cref="DuckDBException"/> where there is no such table.</summary>
    public DuckDBAppender CreateAppender(string? schema, string table) => CreateAppender(null, schema, table);

    /// <summary>
    /// An appender for a table of a schema of a catalog; null means the current one. Throws <see cref="DuckDBException"/> where there is
    /// no such table, and <see cref="InvalidOperationException"/> while the connection is closed.
    /// </summary>
    public DuckDBAppender CreateAppender(string? catalog, string? schema, string table)
    {
        EnsureOpen();
        var state = NativeMethods.AppenderCreateExt(_connection!, catalog, schema, table, out var appender);
        if (state == NativeMethods.Success)
            return new DuckDBAppender(appender, string.IsNullOrEmpty(schema) ? table : $"{schema}.{table}");
        using (appender)
            throw AppenderError.Of(appender);
    }
}
