using System.Runtime.Versioning;
using Microsoft.Extensions.Time.Testing;
using OrleansML.Storage.Artifacts;
using static OrleansML.StorageTests.Artifacts.ArtifactHarness;

namespace OrleansML.StorageTests.Artifacts;

public sealed class DirectoryArtifactStoreTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Root => _directory.File("store");

    private DirectoryArtifactStore Store => Create(Root);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task EmptyStore_EveryQuestion_HasAnAnswer()
    {
        Assert.False(await Store.ExistsAsync(AbcDigest));
        Assert.False(await Store.DeleteAsync(AbcDigest));
        Assert.Empty(await Store.ListedAsync());
        Assert.Equal(0, await Store.RemoveStaleUploadsAsync(TimeSpan.Zero));
        var expected = $"There is no artifact {AbcDigest} in '{Root}'; it was never committed there, or was deleted.";
        Assert.Equal(expected, await FailAsync(ArtifactStoreError.NotFound, async () => await Store.OpenReadAsync(AbcDigest)));
        Assert.Equal(expected, await FailAsync(ArtifactStoreError.NotFound, async () => await Store.GetPathAsync(AbcDigest)));
        Assert.Equal(expected, await FailAsync(ArtifactStoreError.NotFound, async () => await Store.VerifyAsync(AbcDigest)));
    }

    [Fact]
    public async Task GetPath_Artifact_NamesAFileWithItsContent()
    {
        await Store.AddAsync(Abc);

        var path = await Store.GetPathAsync(AbcDigest);

        Assert.Equal(Path.Combine(Root, "objects", "ba", AbcDigest), path);
        Assert.Equal(Abc, await File.ReadAllBytesAsync(path));
    }

    [LinuxFact]
    [SupportedOSPlatform("linux")]
    public async Task GetPath_Artifact_IsReadOnly()
    {
        await Store.AddAsync(Abc);

        var mode = File.GetUnixFileMode(await Store.GetPathAsync(AbcDigest));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead, mode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../../../etc/passwd")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0")]
    [InlineData("../816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f")]
    public async Task AnyRequest_TextThatIsNoDigest_IsRefused(string text)
    {
        var upload = await Store.BeginUploadAsync("upload");
        var expected = $"'{text}' is not an artifact digest; it must be a SHA-256 as 64 lower-case hexadecimal digits.";

        Assert.Equal(expected, await FailAsync(ArtifactStoreError.InvalidDigest, async () => await Store.ExistsAsync(text)));
        await FailAsync(ArtifactStoreError.InvalidDigest, async () => await Store.OpenReadAsync(text));
        await FailAsync(ArtifactStoreError.InvalidDigest, async () => await Store.GetPathAsync(text));
        await FailAsync(ArtifactStoreError.InvalidDigest, async () => await Store.VerifyAsync(text));
        await FailAsync(ArtifactStoreError.InvalidDigest, async () => await Store.DeleteAsync(text));
        await FailAsync(ArtifactStoreError.InvalidDigest, async () => await upload.CommitAsync(text));
    }

    [Fact]
    public async Task AnyRequest_LongOrUnprintableText_IsQuotedShortened()
    {
        var message = await FailAsync(
            ArtifactStoreError.InvalidDigest, async () => await Store.ExistsAsync("\n" + new string('x', 10_000)));

        Assert.Equal(
            $"'?{new string('x', 79)}...' is not an artifact digest; it must be a SHA-256 as 64 lower-case hexadecimal digits.", message);
    }

    [Fact]
    public async Task Verify_ContentIntact_Passes()
    {
        await Store.AddAsync(Million);

        await Store.VerifyAsync(MillionDigest);
    }

    [Fact]
    public async Task Verify_ContentChanged_SaysSoAndAnUploadMendsIt()
    {
        await Store.AddAsync(Abc, "first");
        var path = await Store.GetPathAsync(AbcDigest);
        File.Delete(path);
        await File.WriteAllBytesAsync(path, []);

        var message = await FailAsync(ArtifactStoreError.Corrupt, async () => await Store.VerifyAsync(AbcDigest));

        Assert.Equal(
            $"Artifact {AbcDigest} is damaged: its content has the SHA-256 {EmptyDigest}. Upload it again, which " +
            "replaces the damaged copy, " +
            "and check the disk.", message);
        await Store.AddAsync(Abc, "second");
        await Store.VerifyAsync(AbcDigest);
    }

    [Fact]
    public async Task Delete_Artifact_IsGoneButOpenStreamGoesOn()
    {
        await Store.AddAsync(Abc);
        await using var stream = await Store.OpenReadAsync(AbcDigest);

        Assert.True(await Store.DeleteAsync(AbcDigest));

        Assert.False(await Store.DeleteAsync(AbcDigest));
        Assert.False(await Store.ExistsAsync(AbcDigest));
        var content = new byte[3];
        await stream.ReadExactlyAsync(content);
        Assert.Equal(Abc, content);
    }

    [Fact]
    public async Task List_ArtifactsAndForeignFiles_GivesArtifactsInOrder()
    {
        await Store.AddAsync(Million, "one");
        await Store.AddAsync([], "two");
        await Store.AddAsync(Abc, "three");
        await Store.BeginUploadAsync("unfinished");
        await File.WriteAllTextAsync(Path.Combine(Root, "objects", "ba", "README"), "not an artifact");
        await File.WriteAllTextAsync(Path.Combine(Root, "objects", "ba", MillionDigest), "in the wrong directory");

        var artifacts = await Store.ListedAsync();

        Assert.Equal(
            [(AbcDigest, 3L), (MillionDigest, 1_000_000L), (EmptyDigest, 0L)],
            artifacts.Select(static artifact => (artifact.Digest, artifact.Length)));
    }

    [Fact]
    public async Task RemoveStaleUploads_OldOnes_AreRemovedAndYoungOnesKept()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var store = Create(Root, time);
        await (await store.BeginUploadAsync("old")).AppendAsync(0, Abc);
        await store.AddAsync(Abc, "old-and-committed");
        await (await store.BeginUploadAsync("young")).AppendAsync(0, Abc);
        time.Advance(TimeSpan.FromHours(25));
        File.SetLastWriteTimeUtc(Path.Combine(Root, "uploads", "young.part"), time.GetUtcNow().UtcDateTime - TimeSpan.FromHours(1));

        Assert.Equal(2, await store.RemoveStaleUploadsAsync(TimeSpan.FromDays(1)));

        Assert.Equal(0, (await store.BeginUploadAsync("old")).Length);
        Assert.Null((await store.BeginUploadAsync("old-and-committed")).Digest);
        Assert.Equal(3, (await store.BeginUploadAsync("young")).Length);
        Assert.True(await store.ExistsAsync(AbcDigest));
    }

    [Fact]
    public async Task CheckAccess_RootMissing_IsCreated()
    {
        await Store.CheckAccessAsync();

        Assert.True(Directory.Exists(Path.Combine(Root, "objects")));
        Assert.Empty(Directory.GetFiles(Path.Combine(Root, "uploads")));
    }

    [Fact]
    public async Task AnyWrite_RootUnusable_SaysWhichAndWhatToDo()
    {
        var root = _directory.Unusable("store");
        var store = Create(root);

        var check = await FailAsync(ArtifactStoreError.Unavailable, async () => await store.CheckAccessAsync());
        var begin = await FailAsync(ArtifactStoreError.Unavailable, async () => await store.BeginUploadAsync("upload"));

        Assert.StartsWith($"The artifact store '{root}' cannot be opened for writing: ", check, StringComparison.Ordinal);
        Assert.StartsWith($"The artifact store '{root}' cannot begin upload 'upload': ", begin, StringComparison.Ordinal);
        Assert.EndsWith(
            "Give this process write permission for the directory and free space on its disk, or configure another " +
            "OrleansML:Artifacts:RootPath.",
            check, StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task CheckAccess_NoWritePermission_SaysSo()
    {
        // Not even root may create a directory there.
        var message = await FailAsync(ArtifactStoreError.Unavailable, async () => await Create("/proc/self").CheckAccessAsync());

        Assert.StartsWith("The artifact store '/proc/self' cannot be opened for writing: ", message, StringComparison.Ordinal);
    }
}
