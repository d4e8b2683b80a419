using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace OrleansML.Inference.Packages;

/// <summary>
/// The model package: a zip with <c>manifest.yaml</c>, <c>model.onnx</c>, and the evidence of its training where there is any. The same content gives the same bytes: entries are sorted, stored
/// without compression (whose output differs between zlib versions) and dated 1980-01-01. Reading takes known entries by name and never
/// writes a file, so entry names cannot escape anywhere.
/// </summary>
public static class ModelPackage
{
    /// <summary>Entry with the manifest.</summary>
    public const string ManifestEntry = "manifest.yaml";

    /// <summary>Entry with the model.</summary>
    public const string ModelEntry = "model.onnx";

    /// <summary>Entry that describes the rows that the model was trained on.</summary>
    public const string ProfileEntry = "profile.json";

    /// <summary>Entry with how good the model is.</summary>
    public const string MetricsEntry = "metrics.json";

    /// <summary>Entry with what the model came from.</summary>
    public const string LineageEntry = "lineage.json";

    private const int MaximumEntries = 16;
    private const long MaximumManifestBytes = 1 << 20;
    private const long MaximumEvidenceBytes = 16 << 20;
    private const int MaximumEvidenceDepth = 32;

    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whether a file starts like a package; anything else is taken for a bare model.</summary>
    public static bool IsPackage(ReadOnlySpan<byte> start) => start.StartsWith("PK\x03\x04"u8);

    /// <summary>Writes a package.</summary>
    /// <param name="destination">Where to; must be writable, need not seek.</param>
    /// <param name="manifest">The manifest in YAML.</param>
    /// <param name="model">Bytes of the model file.</param>
    /// <param name="evidence">What is known of its training; null for nothing.</param>
    public static void Write(Stream destination, string manifest, ReadOnlySpan<byte> model, PackageEvidence? evidence = null)
    {
        using var archive = new ZipArchive(destination, ZipArchiveMode.Create, leaveOpen: true);
        WriteEvidence(archive, LineageEntry, evidence?.Lineage);
        WriteEntry(archive, ManifestEntry, Encoding.UTF8.GetBytes(manifest));
        WriteEvidence(archive, MetricsEntry, evidence?.Metrics);
        WriteEntry(archive, ModelEntry, model);
        WriteEvidence(archive, ProfileEntry, evidence?.Profile);
    }

    /// <summary>Reads the manifest of a package as text; empty when the package has none.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidModel"/>.</exception>
    public static string ReadManifest(Stream package) => Read(package, archive =>
    {
        if (archive.GetEntry(ManifestEntry) is not { } entry)
            return "";
        if (entry.Length > MaximumManifestBytes)
            throw Invalid($"its {ManifestEntry} has {entry.Length} bytes; {MaximumManifestBytes} are allowed");

        return Encoding.UTF8.GetString(ReadEntry(entry));
    });

    /// <summary>Reads the model of a package.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidModel"/>.</exception>
    public static byte[] ReadModel(Stream package) => Read(
        package,
        archive => ReadEntry(archive.GetEntry(ModelEntry) ?? throw Invalid($"it has no {ModelEntry}")));

    /// <summary>Reads what a package tells of the model's training: each entry at most 16 MiB of JSON, nested at most 32 levels deep.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidModel"/>.</exception>
    public static PackageEvidence ReadEvidence(Stream package) => Read(package, static archive => new PackageEvidence
    {
        Profile = ReadEvidence(archive, ProfileEntry),
        Metrics = ReadEvidence(archive, MetricsEntry),
        Lineage = ReadEvidence(archive, LineageEntry),
    });

    private static byte[]? ReadEvidence(ZipArchive archive, string name)
    {
        if (archive.GetEntry(name) is not { } entry)
            return null;
        if (entry.Length > MaximumEvidenceBytes)
            throw Invalid($"its {name} has {entry.Length} bytes; {MaximumEvidenceBytes} are allowed");

        var content = ReadEntry(entry);
        try
        {
            using var document = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = MaximumEvidenceDepth });
            return document.RootElement.ValueKind == JsonValueKind.Object ? content : throw Invalid($"its {name} is no JSON object");
        }
        catch (JsonException exception)
        {
            throw Invalid($"its {name} is not JSON of at most {MaximumEvidenceDepth} levels (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})");
        }
    }

    private static T Read<T>(Stream package, Func<ZipArchive, T> read)
    {
        try
        {
            using var archive = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > MaximumEntries)
                throw Invalid($"it has {archive.Entries.Count} entries; {MaximumEntries} are allowed");
            if (archive.Entries.GroupBy(entry => entry.FullName).FirstOrDefault(group => group.Count() > 1) is { } twice)
                throw Invalid($"it has entry '{twice.Key}' more than once");

            return read(archive);
        }
        catch (InvalidDataException exception)
        {
            throw Invalid($"it is not a readable zip file: {exception.Message}");
        }
    }

    private static void WriteEvidence(ZipArchive archive, string name, byte[]? content)
    {
        if (content is not null)
            WriteEntry(archive, name, content);
    }

    private static void WriteEntry(ZipArchive archive, string name, ReadOnlySpan<byte> content)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = EntryTime;
        using var stream = entry.Open();
        stream.Write(content);
    }

    // The declared length bounds what is read, whatever the compressed data would expand to.
    private static byte[] ReadEntry(ZipArchiveEntry entry)
    {
        if (entry.Length > Array.MaxLength)
            throw Invalid($"its {entry.FullName} has {entry.Length} bytes; {Array.MaxLength} are allowed");
        if (entry.Length > 1024 * Math.Max(entry.CompressedLength, 1))
            throw Invalid($"its {entry.FullName} expands more than a thousandfold");

        var content = new byte[entry.Length];
        using var stream = entry.Open();
        if (stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false) != content.Length)
            throw Invalid($"its {entry.FullName} is shorter than declared");
        return content;
    }

    private static OrleansMLException Invalid(string reason) => new(ErrorCode.InvalidModel, $"The file is not a model package: {reason}.");
}
