namespace OrleansML.Storage.Sqlite;

/// <summary>A row as read: its version, which is its ETag, and its bytes; no bytes means that the state was cleared.</summary>
internal readonly record struct StoredGrainState(long Version, byte[]? Data);
