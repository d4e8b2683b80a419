namespace Orleans.Runtime.Storage;

/// <summary>Keeps a part of the state of memory storage, so that all silos see the same state.</summary>
[Alias("Orleans.Runtime.Storage.IMemoryStoreGrain")]
internal interface IMemoryStoreGrain : IGrainWithStringKey
{
    /// <summary>Reads a record, or null where there is none.</summary>
    [Alias("Read")]
    ValueTask<MemoryRecord?> Read(string key);

    /// <summary>Writes a record; returns the new ETag, or the stored one with <see cref="MemoryRecord.IsConflict"/>.</summary>
    [Alias("Write")]
    ValueTask<MemoryRecord> Write(string key, MemoryRecord record);

    /// <summary>Deletes a record; returns the stored one with <see cref="MemoryRecord.IsConflict"/> where its ETag is another.</summary>
    [Alias("Delete")]
    ValueTask<MemoryRecord?> Delete(string key, string? etag);
}
