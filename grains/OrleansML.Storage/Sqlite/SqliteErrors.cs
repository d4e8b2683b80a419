using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace OrleansML.Storage.Sqlite;

/// <summary>Turns SQLite's result codes into messages that name the file and tell the operator what to do.</summary>
internal static class SqliteErrors
{
    public static SqliteStorageException Translate(SqliteException exception, SqliteDatabaseSettings settings) =>
        new($"{Describe(exception, settings)} (SQLite error {exception.SqliteExtendedErrorCode}: {ErrorText(exception)})", exception);

    /// <summary>Whether another connection held the lock for the whole busy timeout.</summary>
    public static bool IsBusy(SqliteException exception) => exception.SqliteErrorCode is SQLITE_BUSY or SQLITE_LOCKED;

    private static string Describe(SqliteException exception, SqliteDatabaseSettings settings)
    {
        var database = $"The SQLite database '{settings.Path}'";
        return exception.SqliteErrorCode switch
        {
            SQLITE_BUSY or SQLITE_LOCKED =>
                $"{database} was locked by another connection for longer than the BusyTimeout of {settings.BusyTimeout}; " +
                "nothing was written. Close the program that holds it (a backup, or a shell with an open " +
                "transaction), or raise BusyTimeout.",
            SQLITE_NOTADB =>
                $"{database} is not a SQLite database; configure another Path, or put the right file there.",
            SQLITE_CORRUPT =>
                $"{database} is damaged; stop the silo, keep a copy of the file, and restore a backup.",
            SQLITE_FULL when settings.MaximumBytes is { } bytes =>
                $"{database} is full: the disk has no room left, or the file reached MaximumDatabaseBytes ({bytes} bytes); " +
                "nothing was written. Free space, or raise the limit.",
            SQLITE_FULL =>
                $"{database} is full: the disk has no room left; nothing was written. Free space on it.",
            SQLITE_READONLY or SQLITE_PERM or SQLITE_AUTH or SQLITE_CANTOPEN =>
                $"{database} cannot be opened for writing; give this process write permission for the file and its directory, " +
                "or configure another Path.",
            SQLITE_IOERR =>
                $"{database} could not be read or written by the operating system; check the disk and the system log.",
            SQLITE_TOOBIG =>
                $"{database} refused a value that is too large; lower MaximumStateBytes.",
            SQLITE_NOMEM =>
                $"{database} could not be used for lack of memory; give the process more.",
            _ => $"{database} reported an error.",
        };
    }

    private static string ErrorText(SqliteException exception) => sqlite3_errstr(exception.SqliteExtendedErrorCode).utf8_to_string();
}
