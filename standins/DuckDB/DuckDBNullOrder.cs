namespace DuckDB.NET.Data;

/// <summary>Where ORDER BY puts nulls when a query does not say.</summary>
public enum DuckDBNullOrder
{
    /// <summary>Before all values.</summary>
    NullsFirst = 0,

    /// <summary>After all values.</summary>
    NullsLast = 1,

    /// <summary>Before all values in ascending order, after them in descending order.</summary>
    NullsFirstOnAscLastOnDesc = 2,

    /// <summary>After all values in ascending order, before them in descending order.</summary>
    NullsLastOnAscFirstOnDesc = 3,
}
