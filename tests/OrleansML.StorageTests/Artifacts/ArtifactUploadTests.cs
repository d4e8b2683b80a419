using System.Globalization;
using System.Security.Cryptography;
using OrleansML.Storage.Artifacts;
using static OrleansML.StorageTests.Artifacts.ArtifactHarness;

namespace OrleansML.StorageTests.Artifacts;

public sealed class ArtifactUploadTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private DirectoryArtifactStore Store => Create(_directory.File("store"));

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Commit_KnownContent_HasThePublishedDigest()
    {
        Assert.Equal(AbcDigest, await Store.AddAsync(Abc, "one"));
        Assert.Equal(MillionDigest, await Store.AddAsync(Million, "two"));
        Assert.Equal(EmptyDigest, await Store.AddAsync([], "three"));

        Assert.Equal(Abc, await Store.ReadAsync(AbcDigest));
        Assert.Equal(Million, await Store.ReadAsync(MillionDigest));
        Assert.Empty(await Store.ReadAsync(EmptyDigest));
    }

    [Fact]
    public async Task Append_ManyChunks_AreJoined()
    {
        var upload = await Store.BeginUploadAsync("chunks");
        var content = Million;
        for (var offset = 0; offset < content.Length; offset += 70_000)
        {
            var chunk = content.AsMemory(offset, Math.Min(70_000, content.Length - offset));
            Assert.Equal(offset + chunk.Length, await upload.AppendAsync(offset, chunk));
        }

        Assert.Equal(1_000_000, upload.Length);
        Assert.Equal(MillionDigest, await upload.CommitAsync(MillionDigest));
        Assert.Equal(MillionDigest, upload.Digest);
    }

    [Fact]
    public async Task Append_SameChunkAgain_ChangesNothing()
    {
        var upload = await Store.BeginUploadAsync("again");
        await upload.AppendAsync(0, "ab"u8.ToArray());
        await upload.AppendAsync(2, "c"u8.ToArray());

        Assert.Equal(3, await upload.AppendAsync(0, "ab"u8.ToArray()));
        Assert.Equal(3, await upload.AppendAsync(2, "c"u8.ToArray()));
        Assert.Equal(3, await upload.AppendAsync(1, Array.Empty<byte>()));

        Assert.Equal(AbcDigest, await upload.CommitAsync());
    }

    [Fact]
    public async Task Append_ChunkThatArrivedInPart_IsCompleted()
    {
        var upload = await Store.BeginUploadAsync("torn");
        await upload.AppendAsync(0, "ab"u8.ToArray());

        Assert.Equal(3, await upload.AppendAsync(1, "bc"u8.ToArray()));

        Assert.Equal(AbcDigest, await upload.CommitAsync());
    }

    [Fact]
    public async Task Append_OtherBytesAtSameOffset_IsRefused()
    {
        var upload = await Store.BeginUploadAsync("conflict");
        await upload.AppendAsync(0, Abc);

        var message = await FailAsync(ArtifactStoreError.ContentConflict, async () => await upload.AppendAsync(1, "XYZ"u8.ToArray()));

        Assert.Equal(
            "Upload 'conflict' already has other bytes at offset 1; abandon it, or use another upload id for other content.", message);
        Assert.Equal(AbcDigest, await upload.CommitAsync());
    }

    [Fact]
    public async Task Append_Gap_IsRefusedWithTheOffsetToGoOnFrom()
    {
        var upload = await Store.BeginUploadAsync("gap");
        await upload.AppendAsync(0, Abc);

        var message = await FailAsync(ArtifactStoreError.OffsetGap, async () => await upload.AppendAsync(5, Abc));

        Assert.Equal("Upload 'gap' has 3 bytes, but the chunk starts at 5; send the bytes from 3 on first.", message);
        Assert.Equal(3, upload.Length);
    }

    [Fact]
    public async Task Append_NegativeOffset_IsRefused()
    {
        var upload = await Store.BeginUploadAsync("negative");

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await upload.AppendAsync(-1, Abc));
    }

    [Fact]
    public async Task Append_BeyondTheLimit_IsRefused()
    {
        var upload = await Create(_directory.File("store"), maximumBytes: 5).BeginUploadAsync("large");
        await upload.AppendAsync(0, Abc);

        var message = await FailAsync(ArtifactStoreError.TooLarge, async () => await upload.AppendAsync(3, Abc));

        Assert.Equal(
            "Upload 'large' would reach 6 bytes, but an artifact may have at most 5 (OrleansML:Artifacts:MaximumArtifactBytes).", message);
        await FailAsync(ArtifactStoreError.TooLarge, async () => await upload.AppendAsync(long.MaxValue, Abc));
        Assert.Equal(AbcDigest, await upload.CommitAsync());
    }

    [Fact]
    public async Task Append_RepeatedWhileTheCommitRuns_WaitsForIt()
    {
        // Large enough that hashing it takes far longer than the append needs to get going.
        var content = new byte[64 * 1024 * 1024];
        content[^1] = 1;
        var upload = await Store.BeginUploadAsync("parallel");
        await upload.AppendAsync(0, content);

        var committing = upload.CommitAsync();
        var appending = upload.AppendAsync(0, content.AsMemory(0, 1000));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), await committing);
        Assert.Equal(content.Length, await appending);
    }

    [Fact]
    public async Task Begin_AfterRestart_ResumesWhereItStopped()
    {
        var content = Million;
        var before = await Store.BeginUploadAsync("resumed");
        await before.AppendAsync(0, content.AsMemory(0, 400_000));

        var after = await Store.BeginUploadAsync("resumed");

        Assert.Equal(400_000, after.Length);
        Assert.Null(after.Digest);
        await after.AppendAsync(400_000, content.AsMemory(400_000));
        Assert.Equal(MillionDigest, await after.CommitAsync());
    }

    [Fact]
    public async Task Commit_Twice_GivesTheSameDigest()
    {
        var upload = await Store.BeginUploadAsync("twice");
        await upload.AppendAsync(0, Abc);

        Assert.Equal(AbcDigest, await upload.CommitAsync());
        Assert.Equal(AbcDigest, await upload.CommitAsync(AbcDigest));
        await FailAsync(ArtifactStoreError.DigestMismatch, async () => await upload.CommitAsync(MillionDigest));
    }

    [Fact]
    public async Task Begin_CommittedUpload_KnowsItsDigest()
    {
        await Store.AddAsync(Abc, "done");

        var upload = await Store.BeginUploadAsync("done");

        Assert.Equal(AbcDigest, upload.Digest);
        Assert.Equal(3, upload.Length);
        Assert.Equal(3, await upload.AppendAsync(0, Abc));
        Assert.Equal(AbcDigest, await upload.CommitAsync());
        var message = await FailAsync(ArtifactStoreError.ContentConflict, async () => await upload.AppendAsync(3, Abc));
        Assert.Equal("Upload 'done' was already committed with 3 bytes; use another upload id for other content.", message);
    }

    [Fact]
    public async Task Commit_ArtifactDeletedSince_SaysSoAndCanBeSentAgain()
    {
        var upload = await Store.BeginUploadAsync("deleted");
        await upload.AppendAsync(0, Abc);
        await upload.CommitAsync();
        await Store.DeleteAsync(AbcDigest);

        var message = await FailAsync(ArtifactStoreError.NotFound, async () => await upload.CommitAsync());

        Assert.Equal($"Upload 'deleted' was committed as artifact {AbcDigest}, which was deleted since; begin the upload again.", message);
        Assert.Equal(AbcDigest, await Store.AddAsync(Abc, "deleted"));
        Assert.True(await Store.ExistsAsync(AbcDigest));
    }

    [Fact]
    public async Task Commit_CrashBetweenReceiptAndRename_IsFinishedByTheNextCommit()
    {
        var upload = await Store.BeginUploadAsync("crashed");
        await upload.AppendAsync(0, Abc);
        await File.WriteAllTextAsync(Path.Combine(_directory.File("store"), "uploads", "crashed.done"), AbcDigest);

        var resumed = await Store.BeginUploadAsync("crashed");

        Assert.Null(resumed.Digest);
        Assert.Equal(3, resumed.Length);
        Assert.Equal(AbcDigest, await resumed.CommitAsync());
        Assert.Equal(Abc, await Store.ReadAsync(AbcDigest));
    }

    [Fact]
    public async Task Commit_OtherDigestExpected_StoresNothing()
    {
        var upload = await Store.BeginUploadAsync("mismatch");
        await upload.AppendAsync(0, Abc);

        var message = await FailAsync(ArtifactStoreError.DigestMismatch, async () => await upload.CommitAsync(MillionDigest));

        Assert.Equal(
            $"Upload 'mismatch' should have the SHA-256 {MillionDigest}, but the 3 bytes that arrived have {AbcDigest}; " +
            "nothing was stored. Abandon the upload and send the content again.", message);
        Assert.Empty(await Store.ListedAsync());
        await upload.AbandonAsync();
        Assert.Equal(MillionDigest, await Store.AddAsync(Million, "mismatch"));
    }

    [Fact]
    public async Task Commit_SameContentTwice_IsStoredOnce()
    {
        await Store.AddAsync(Abc, "first");
        await Store.AddAsync(Abc, "second");

        Assert.Equal(AbcDigest, Assert.Single(await Store.ListedAsync()).Digest);
    }

    [Fact]
    public async Task Abandon_Upload_ForgetsIt()
    {
        var upload = await Store.BeginUploadAsync("abandoned");
        await upload.AppendAsync(0, Abc);

        await upload.AbandonAsync();

        Assert.Equal(0, upload.Length);
        var message = await FailAsync(ArtifactStoreError.UploadNotFound, async () => await upload.CommitAsync());
        Assert.Equal("There is no upload 'abandoned': it was never begun, abandoned, or removed as stale; begin it again.", message);
        await FailAsync(ArtifactStoreError.UploadNotFound, async () => await upload.AppendAsync(0, Abc));
        Assert.Equal(0, (await Store.BeginUploadAsync("abandoned")).Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("../../etc/passwd")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a\0b")]
    [InlineData("ä")]
    public async Task Begin_IdThatIsNoFileName_IsRefused(string uploadId)
    {
        var message = await FailAsync(ArtifactStoreError.InvalidUploadId, async () => await Store.BeginUploadAsync(uploadId));

        Assert.EndsWith(
            "' is not an upload id; it must be 1 to 128 characters of A-Z a-z 0-9 . _ - and not start with a " +
            "dot.", message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory.File("store")));
    }

    [Fact]
    public async Task Begin_IdOfMaximumLength_Works()
    {
        Assert.Equal(AbcDigest, await Store.AddAsync(Abc, new string('x', 128)));
        await FailAsync(ArtifactStoreError.InvalidUploadId, async () => await Store.BeginUploadAsync(new string('x', 129)));
    }

    [Fact]
    public async Task Append_KilledInMidUpload_ShowsNothingAndResumes()
    {
        var root = _directory.File("store");
        var lengths = await KilledProcess.RunUntilAsync(30, "artifact", root, "killed");

        var upload = await Store.BeginUploadAsync("killed");

        Assert.Empty(await Store.ListedAsync());
        Assert.InRange(upload.Length, long.Parse(lengths[^1], CultureInfo.InvariantCulture), long.MaxValue);
        var expected = new byte[((upload.Length / 100_000) + 2) * 100_000];
        for (var index = 0; index < expected.Length; index++)
            expected[index] = (byte)(index / 100_000);
        var torn = upload.Length / 100_000 * 100_000;
        await upload.AppendAsync(torn, expected.AsMemory((int)torn));
        var digest = Convert.ToHexStringLower(SHA256.HashData(expected));
        Assert.Equal(digest, await upload.CommitAsync(digest));
        Assert.Equal(expected, await Store.ReadAsync(digest));
    }
}
