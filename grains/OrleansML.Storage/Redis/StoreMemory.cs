using OrleansML.Storage.Artifacts;

namespace OrleansML.Storage.Redis;

/// <summary>
/// The file that remembers the identity of the store that a service's state is in. It lies with the artifacts, which belong to the same
/// data, and never in the store itself.
/// </summary>
internal sealed class StoreMemory(string directory, string serviceId)
{
    public string Path { get; } = System.IO.Path.Combine(directory, $"store-identity.{Uri.EscapeDataString(serviceId)}");

    /// <summary>The identity; null where none was ever remembered.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return (await File.ReadAllTextAsync(Path, cancellationToken)).Trim() is { Length: > 0 } identity ? identity : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Remembers an identity. Durable when it returns; a crash leaves the old one or the new one, never half of it.</summary>
    public void Write(string identity)
    {
        Directory.CreateDirectory(directory);
        var temporary = $"{Path}.{Guid.NewGuid():N}";
        using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(identity));
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, Path, overwrite: true);
        DirectoryFlush.Flush(directory);
    }
}
