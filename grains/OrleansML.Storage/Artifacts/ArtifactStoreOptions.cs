namespace OrleansML.Storage.Artifacts;

/// <summary>Settings of the directory artifact store; every violation is reported when the host starts.</summary>
public sealed class ArtifactStoreOptions
{
    /// <summary>The configuration section these settings are bound to.</summary>
    public const string Section = "OrleansML:Artifacts";

    /// <summary>The store's directory, absolute or relative to the working directory; required. It is created where missing.</summary>
    public string RootPath { get; set; } = "";

    /// <summary>The largest artifact in bytes, at least 1; default 8 GiB. An upload beyond it is refused.</summary>
    public long MaximumArtifactBytes { get; set; } = 8L * 1024 * 1024 * 1024;

    /// <summary>
    /// File operations that run at once, each on a pool thread; 1 to 256, default 4. Others wait, so a slow disk cannot take
    /// all pool threads.
    /// </summary>
    public int MaximumConcurrency { get; set; } = 4;

    /// <summary>How long an unfinished upload and the receipt of a committed one are kept; 1 min to 365 days, default 1 day.</summary>
    public TimeSpan StaleUploadAge { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often stale uploads are looked for; 1 s to 1 day, default 1 hour.</summary>
    public TimeSpan CleanupInterval { get; set; } = TimeSpan.FromHours(1);
}
