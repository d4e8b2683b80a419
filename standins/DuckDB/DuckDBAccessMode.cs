namespace DuckDB.NET.Data;

/// <summary>How a database file is opened.</summary>
public enum DuckDBAccessMode
{
    /// <summary>For reading and writing where that is possible.</summary>
    Automatic = 0,

    /// <summary>For reading; several processes may do so at once.</summary>
    ReadOnly = 1,

    /// <summary>For reading and writing, by one process.</summary>
    ReadWrite = 2,
}
