namespace OrleansML.Storage.Sqlite;

/// <summary>What a connection needs to know about its database file.</summary>
internal sealed record SqliteDatabaseSettings(string Path, TimeSpan BusyTimeout, long? MaximumBytes)
{
    /// <summary>Takes the settings out of validated options; a relative path is resolved once, here.</summary>
    public static SqliteDatabaseSettings From(SqliteGrainStorageOptions options) =>
        new(System.IO.Path.GetFullPath(options.Path), options.BusyTimeout, options.MaximumDatabaseBytes);
}
