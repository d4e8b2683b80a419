using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using OrleansML.Inference.Packages;

namespace OrleansML.UnitTests.Inference;

public sealed class ModelPackageTests
{
    [Fact]
    public void Write_ThenRead_GivesTheSameContent()
    {
        var package = Write("name: fraud\n", [1, 2, 3]);

        Assert.True(ModelPackage.IsPackage(package.ToArray()));
        Assert.Equal("name: fraud\n", ModelPackage.ReadManifest(package));
        Assert.Equal([1, 2, 3], ModelPackage.ReadModel(package));
    }

    [Fact]
    public void Write_SameContent_GivesTheSameBytesWhateverTheTime()
    {
        var package = Write("name: fraud\n", [1, 2, 3]);

        Assert.Equal(SHA256.HashData(package.ToArray()), SHA256.HashData(Write("name: fraud\n", [1, 2, 3]).ToArray()));
        using var archive = new ZipArchive(package);
        Assert.Equal(["manifest.yaml", "model.onnx"], archive.Entries.Select(entry => entry.FullName));
        Assert.All(archive.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
        Assert.All(archive.Entries, entry => Assert.Equal(entry.Length, entry.CompressedLength));
    }

    [Fact]
    public void Write_Evidence_IsReadBackFromSortedEntries()
    {
        var evidence = new PackageEvidence { Profile = "{\"a\": 1}"u8.ToArray(), Metrics = "{}"u8.ToArray(), Lineage = "{\"b\": []}"u8.ToArray() };
        var package = new MemoryStream();
        ModelPackage.Write(package, "name: fraud\n", [1, 2, 3], evidence);

        var read = ModelPackage.ReadEvidence(package);

        Assert.Equal((evidence.Profile, evidence.Metrics, evidence.Lineage), (read.Profile, read.Metrics, read.Lineage), EqualBytes);
        Assert.Equal([1, 2, 3], ModelPackage.ReadModel(package));
        using var archive = new ZipArchive(package);
        Assert.Equal(["lineage.json", "manifest.yaml", "metrics.json", "model.onnx", "profile.json"], archive.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public void ReadEvidence_NoneThere_IsNull()
    {
        var read = ModelPackage.ReadEvidence(Write("", [1]));

        Assert.Equal(new PackageEvidence(), read);
    }

    [Theory]
    [InlineData("[]", "its metrics.json is no JSON object")]
    [InlineData("{", "its metrics.json is not JSON of at most 32 levels (line 1, byte 2)")]
    public void ReadEvidence_NoObject_IsRefused(string content, string reason) =>
        AssertInvalid(reason, () => ModelPackage.ReadEvidence(Zip(("metrics.json", Encoding.UTF8.GetBytes(content)))));

    [Fact]
    public void ReadEvidence_TooDeep_IsRefused()
    {
        var deep = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40));

        AssertInvalid("its profile.json is not JSON of at most 32 levels (line 1, byte 161)", () => ModelPackage.ReadEvidence(Zip(("profile.json", deep))));
    }

    [Fact]
    public void ReadEvidence_TooLarge_IsRefused() => AssertInvalid(
        "its lineage.json has 16777217 bytes; 16777216 are allowed",
        () => ModelPackage.ReadEvidence(Zip(("lineage.json", RandomNumberGenerator.GetBytes((16 << 20) + 1)))));

    [Fact]
    public void ReadModel_NoModelEntry_SaysSo()
    {
        var package = Zip(("readme.txt", [1]));

        AssertInvalid("it has no model.onnx", () => ModelPackage.ReadModel(package));
    }

    [Fact]
    public void ReadModel_EntryTwice_IsRefused()
    {
        var package = Zip(("model.onnx", [1]), ("model.onnx", [2]));

        AssertInvalid("it has entry 'model.onnx' more than once", () => ModelPackage.ReadModel(package));
    }

    [Fact]
    public void ReadModel_TooManyEntries_IsRefused()
    {
        var package = Zip([.. Enumerable.Range(0, 17).Select(index => ($"{index}", new byte[1]))]);

        AssertInvalid("it has 17 entries; 16 are allowed", () => ModelPackage.ReadModel(package));
    }

    [Fact]
    public void ReadModel_ExpandsMoreThanAThousandfold_IsRefused()
    {
        var package = Zip(("model.onnx", new byte[100_000_000]));

        AssertInvalid("its model.onnx expands more than a thousandfold", () => ModelPackage.ReadModel(package));
    }

    [Fact]
    public void ReadModel_TruncatedZip_IsRefused()
    {
        var whole = Write("", [1, 2, 3]).ToArray();

        var error = Assert.Throws<OrleansMLException>(() => ModelPackage.ReadModel(new MemoryStream(whole[..^10])));

        Assert.StartsWith("The file is not a model package: it is not a readable zip file:", error.Message, StringComparison.Ordinal);
    }

    private static bool EqualBytes((byte[]? A, byte[]? B, byte[]? C) left, (byte[]? A, byte[]? B, byte[]? C) right) =>
        left.A!.SequenceEqual(right.A!) && left.B!.SequenceEqual(right.B!) && left.C!.SequenceEqual(right.C!);

    private static void AssertInvalid(string reason, Action read)
    {
        var error = Assert.Throws<OrleansMLException>(read);

        Assert.Equal(ErrorCode.InvalidModel, error.Code);
        Assert.Equal($"The file is not a model package: {reason}.", error.Message);
    }

    private static MemoryStream Write(string manifest, byte[] model)
    {
        var stream = new MemoryStream();
        ModelPackage.Write(stream, manifest, model);
        stream.Position = 0;
        return stream;
    }

    private static MemoryStream Zip(params (string Name, byte[] Content)[] entries)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                entry.Write(content);
            }
        }

        stream.Position = 0;
        return stream;
    }
}
