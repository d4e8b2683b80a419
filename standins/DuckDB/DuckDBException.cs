using System.Data.Common;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data;

/// <summary>An error that DuckDB reported, in DuckDB's own words.</summary>
public class DuckDBException : DbException
{
    internal DuckDBException(string? message)
        : base(message)
    {
    }

    internal DuckDBException(string message, DuckDBErrorType errorType)
        : base(message, (int)errorType) => ErrorType = errorType;

    /// <summary>
    /// The kind of error, or <see cref="DuckDBErrorType.Invalid"/> where none is known: DuckDB tells it for statements that fail while
    /// they run and for appenders, not for those that fail while they are parsed or bound, whose message begins with the kind.
    /// </summary>
    public DuckDBErrorType ErrorType { get; }
}
