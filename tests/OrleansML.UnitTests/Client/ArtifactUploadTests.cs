using System.Security.Cryptography;
using OrleansML.Client;

namespace OrleansML.UnitTests.Client;

public sealed class ArtifactUploadTests
{
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes((3 << 20) + 17);
    private static readonly string Digest = Convert.ToHexStringLower(SHA256.HashData(Content));

    private readonly FakeUpload _upload = new();
    private readonly CallRetries _retries = new(new ClientRetryOptions { BaseDelay = TimeSpan.FromMilliseconds(1) }, TimeProvider.System, _ => 0);

    [Fact]
    public async Task RunAsync_NothingFails_SendsEachByteOnce()
    {
        var digest = await RunAsync(new MemoryStream(Content));

        Assert.Equal(Digest, digest);
        Assert.Equal(Content, _upload.Committed);
        Assert.Equal([0, 1 << 20, 2 << 20, 3 << 20], _upload.Offsets);
    }

    [Fact]
    public async Task RunAsync_SiloDiedAndTheStoreKeptWhatArrived_GoesOnFromThere()
    {
        _upload.BeforeAppend = call => call == 3 ? throw new SiloUnavailableException("gone") : false;

        var digest = await RunAsync(new MemoryStream(Content));

        Assert.Equal(Digest, digest);
        Assert.Equal(Content, _upload.Committed);
        Assert.Equal([0, 1 << 20, 2 << 20, 2 << 20, 3 << 20], _upload.Offsets);
    }

    [Fact]
    public async Task RunAsync_SiloDiedAndItsStoreWithIt_StartsAnewFromWhereTheContentStood()
    {
        _upload.BeforeAppend = call => call == 3;
        var content = new MemoryStream([1, 2, 3, .. Content]) { Position = 3 };

        var digest = await RunAsync(content);

        Assert.Equal(Digest, digest);
        Assert.Equal(Content, _upload.Committed);
        Assert.Equal([0, 1 << 20, 2 << 20, 0, 1 << 20, 2 << 20, 3 << 20], _upload.Offsets);
    }

    [Fact]
    public async Task RunAsync_StoreIsLostAgainAndAgain_EndsAfterFiveRestarts()
    {
        _upload.BeforeAppend = _ => _upload.Offsets[^1] > 0;

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => RunAsync(new MemoryStream(Content)));

        Assert.Equal("A chunk is missing.", error.Message);
        Assert.Equal(6, _upload.Offsets.Count(offset => offset == 0));
        Assert.True(_upload.IsAborted);
    }

    private Task<string> RunAsync(Stream content) => new ArtifactUpload(FakeUploads.Create(_upload), _retries, content).RunAsync(default);
}
