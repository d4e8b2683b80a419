using System.Text;
using Microsoft.Extensions.Options;
using OrleansML.Storage.Artifacts;

namespace OrleansML.StorageTests.Artifacts;

/// <summary>Stores and content with published digests.</summary>
internal static class ArtifactHarness
{
    /// <summary>SHA-256 of "abc": FIPS 180-4, example one-block message.</summary>
    public const string AbcDigest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    /// <summary>SHA-256 of one million times "a": FIPS 180-4, example long message.</summary>
    public const string MillionDigest = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

    /// <summary>SHA-256 of the empty message: NIST CAVP, SHA256ShortMsg, Len = 0.</summary>
    public const string EmptyDigest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public static byte[] Abc => "abc"u8.ToArray();

    public static byte[] Million => Encoding.ASCII.GetBytes(new string('a', 1_000_000));

    public static DirectoryArtifactStore Create(string root, TimeProvider? time = null, long maximumBytes = long.MaxValue) => new(
        Options.Create(new ArtifactStoreOptions { RootPath = root, MaximumArtifactBytes = maximumBytes }), time ?? TimeProvider.System);

    /// <summary>Uploads content in one chunk.</summary>
    public static async Task<string> AddAsync(this IArtifactStore store, byte[] content, string uploadId = "upload")
    {
        var upload = await store.BeginUploadAsync(uploadId);
        await upload.AppendAsync(0, content);
        return await upload.CommitAsync();
    }

    public static async Task<byte[]> ReadAsync(this IArtifactStore store, string digest)
    {
        await using var stream = await store.OpenReadAsync(digest);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content);
        return content.ToArray();
    }

    public static async Task<List<ArtifactInfo>> ListedAsync(this IArtifactStore store)
    {
        var artifacts = new List<ArtifactInfo>();
        await foreach (var artifact in store.ListAsync())
            artifacts.Add(artifact);
        return artifacts;
    }

    public static async Task<string> FailAsync(ArtifactStoreError expected, Func<Task> action)
    {
        var error = await Assert.ThrowsAsync<ArtifactStoreException>(action);
        Assert.Equal(expected, error.Error);
        return error.Message;
    }
}
