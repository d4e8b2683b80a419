namespace OrleansML.Storage.Artifacts;

/// <summary>Where things lie under the root: <c>objects/ab/abcd...</c>, <c>uploads/ID.part</c> and <c>uploads/ID.done</c>.</summary>
internal sealed class ArtifactDirectories(string rootPath)
{
    public const string PartSuffix = ".part";
    public const string ReceiptSuffix = ".done";

    public string Root { get; } = Path.GetFullPath(rootPath);

    public string Objects { get; } = Path.Combine(Path.GetFullPath(rootPath), "objects");

    public string Uploads { get; } = Path.Combine(Path.GetFullPath(rootPath), "uploads");

    // 256 sub-directories keep listings and look-ups quick on file systems with linear directories.
    public string ObjectDirectory(string digest) => Path.Combine(Objects, digest[..2]);

    public string Object(string digest) => Path.Combine(Objects, digest[..2], digest);

    /// <summary>What has arrived of an upload.</summary>
    public string Part(string uploadId) => Path.Combine(Uploads, uploadId + PartSuffix);

    /// <summary>The digest of a committed upload, kept so that a repeated commit gets the same answer.</summary>
    public string Receipt(string uploadId) => Path.Combine(Uploads, uploadId + ReceiptSuffix);
}
