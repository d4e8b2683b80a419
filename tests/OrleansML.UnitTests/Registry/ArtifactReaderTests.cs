using Microsoft.Extensions.Options;
using OrleansML.Grains.Registry;
using OrleansML.Inference.Packages;
using OrleansML.Storage.Artifacts;
using OrleansML.Testing;

namespace OrleansML.UnitTests.Registry;

public sealed class ArtifactReaderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private DirectoryArtifactStore Store => new(Options.Create(new ArtifactStoreOptions { RootPath = _directory.Path }), TimeProvider.System);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Read_OneByteFlippedAnywhereInAPackage_IsRefusedByEveryWayOfReading()
    {
        var package = Package();
        var reader = new ArtifactReader(Store);
        var digest = await new ArtifactWriter(Store).WriteAsync(package, CancellationToken.None);
        var path = Directory.GetFiles(_directory.Path, digest, SearchOption.AllDirectories).Single();
        Assert.Equal(package, await reader.ReadAsync(digest, CancellationToken.None));

        for (var place = 0; place < package.Length; place++)
        {
            var flipped = package.ToArray();
            flipped[place] ^= (byte)(1 << (place % 8));
            Overwrite(path, flipped);

            await AssertCorruptAsync(digest, () => reader.ReadAsync(digest, CancellationToken.None));
            await AssertCorruptAsync(digest, () => reader.ReadManifestAsync(digest, CancellationToken.None));
            await AssertCorruptAsync(digest, async () => await (await reader.OpenVerifiedAsync(digest)).DisposeAsync());
        }
    }

    [Fact]
    public async Task Write_TheStoredCopyIsDamaged_ReplacesIt()
    {
        var package = Package();
        var writer = new ArtifactWriter(Store);
        var digest = await writer.WriteAsync(package, CancellationToken.None);
        Overwrite(Directory.GetFiles(_directory.Path, digest, SearchOption.AllDirectories).Single(), [1, 2, 3]);

        Assert.Equal(digest, await writer.WriteAsync(package, CancellationToken.None));
        Assert.Equal(package, await new ArtifactReader(Store).ReadAsync(digest, CancellationToken.None));
    }

    private static byte[] Package()
    {
        using var package = new MemoryStream();
        var evidence = new PackageEvidence { Profile = "{}"u8.ToArray(), Metrics = "{}"u8.ToArray(), Lineage = "{}"u8.ToArray() };
        ModelPackage.Write(package, "name: fraud\n", [1, 2, 3], evidence);
        return package.ToArray();
    }

    private static void Overwrite(string path, byte[] content)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllBytes(path, content);
    }

    private static async Task AssertCorruptAsync(string digest, Func<Task> read)
    {
        var error = await Assert.ThrowsAsync<OrleansMLException>(read);

        Assert.StartsWith($"Artifact {digest} is damaged: ", error.Message, StringComparison.Ordinal);
    }
}
