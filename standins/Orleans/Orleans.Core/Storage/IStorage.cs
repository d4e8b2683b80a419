namespace Orleans.Core;

/// <summary>A stored object of a grain.</summary>
public interface IStorage
{
    /// <summary>The version that was read or written last, or null if nothing is stored.</summary>
    string? Etag { get; }

    /// <summary>Whether something is stored.</summary>
    bool RecordExists { get; }

    /// <summary>Deletes the stored object.</summary>
    Task ClearStateAsync();

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    /// <summary>
    /// Writes the object; throws <see cref="Orleans.Storage.InconsistentStateException"/> if somebody else wrote it since it was read.
    /// </summary>
    Task WriteStateAsync();

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <summary>Reads the object in place of the one in memory.</summary>
    Task ReadStateAsync();

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}
