namespace OrleansML.Storage.Sqlite;

/// <summary>A SQLite file could not be opened, read or written; the message names the file, the reason and what to do.</summary>
[GenerateSerializer]
[Alias("OrleansML.Storage.SqliteStorageException")]
public sealed class SqliteStorageException : OrleansException
{
    /// <summary>Creates the exception with a message that tells the operator what to do.</summary>
    /// <param name="message">What failed, on which file, and what to do.</param>
    public SqliteStorageException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with a message that tells the operator what to do, and its cause.</summary>
    /// <param name="message">What failed, on which file, and what to do.</param>
    /// <param name="innerException">The error of SQLite or of the file system.</param>
    public SqliteStorageException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
