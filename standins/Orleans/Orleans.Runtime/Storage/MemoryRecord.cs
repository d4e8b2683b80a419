namespace Orleans.Runtime.Storage;

/// <summary>A record of memory storage.</summary>
[GenerateSerializer]
[Alias("Orleans.Runtime.Storage.MemoryRecord")]
[Immutable]
internal sealed class MemoryRecord
{
    /// <summary>Gets or sets the serialized state; empty where only the ETag matters.</summary>
    [Id(0)]
    public byte[] Data { get; set; } = [];

    /// <summary>Gets or sets the ETag.</summary>
    [Id(1)]
    public string? Etag { get; set; }

    /// <summary>Gets or sets whether the operation failed because the stored ETag is another.</summary>
    [Id(2)]
    public bool IsConflict { get; set; }
}
