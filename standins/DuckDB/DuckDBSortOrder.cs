namespace DuckDB.NET.Data;

/// <summary>The order of ORDER BY where a query names none.</summary>
public enum DuckDBSortOrder
{
    /// <summary>Lowest first.</summary>
    Ascending = 0,

    /// <summary>Highest first.</summary>
    Descending = 1,
}
