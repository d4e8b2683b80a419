using System.Security.Cryptography;
using OrleansML.Registry;

namespace OrleansML.GatewayTests.Testing;

internal sealed class FakeArtifactUploadGrain : Grain, IArtifactUploadGrain
{
    private readonly List<byte> _bytes = [];

    public Task<long> GetLength() => Task.FromResult((long)_bytes.Count);

    public Task Append(long offset, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken = default)
    {
        Assert.Equal(_bytes.Count, offset);
        _bytes.AddRange(chunk.Span);
        return Task.CompletedTask;
    }

    public Task<string> Commit(string? expectedDigest, CancellationToken cancellationToken = default)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(_bytes.ToArray()));
        Assert.Equal(expectedDigest, digest);
        return Task.FromResult(digest);
    }

    public Task Abort()
    {
        _bytes.Clear();
        return Task.CompletedTask;
    }
}
