namespace OrleansML.Data.Scoring;

/// <summary>Types of columns in PostgreSQL.</summary>
internal static class PostgresqlTypes
{
    /// <summary>The type that holds what DuckDB writes; null where there is none.</summary>
    /// <param name="type">A type as DuckDB spells it.</param>
    public static string? Of(string type) => type switch
    {
        "BOOLEAN" => "boolean",
        "TINYINT" or "SMALLINT" or "UTINYINT" => "smallint",
        "INTEGER" or "USMALLINT" => "integer",
        "BIGINT" or "UINTEGER" => "bigint",
        "UBIGINT" or "HUGEINT" or "UHUGEINT" => "numeric",
        "FLOAT" => "real",
        "DOUBLE" => "double precision",
        "VARCHAR" => "text",
        "DATE" => "date",
        "TIME" => "time",
        "UUID" => "uuid",
        "TIMESTAMP WITH TIME ZONE" => "timestamptz",
        _ when type.StartsWith("TIMESTAMP", StringComparison.Ordinal) => "timestamp",
        _ when type.StartsWith("DECIMAL(", StringComparison.Ordinal) && !type.EndsWith(']') => "numeric" + type["DECIMAL".Length..],
        _ => null,
    };
}
