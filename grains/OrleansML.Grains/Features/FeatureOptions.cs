namespace OrleansML.Grains.Features;

/// <summary>How live features are kept and fetched. Bound from section <c>OrleansML:Features</c>.</summary>
public sealed class FeatureOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "OrleansML:Features";

    /// <summary>
    /// Folder with one file per secret, named like it; environment variables <c>ORLEANSML_SECRET_NAME</c> win. Default: none.
    /// </summary>
    public string? SecretsDirectory { get; set; }

    /// <summary>
    /// Folder of keys that the platform makes itself, and of the history of features; shared by all silos of a cluster. Default <c>data</c>; a
    /// silo sets it to its data directory.
    /// </summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>Whether ingested events and the vectors that models were given are written to the history. Default true.</summary>
    public bool History { get; set; } = true;

    /// <summary>
    /// Whether personal values stand in the history as they are, so that personal numbers can be trained on; otherwise as keyed hashes. Default
    /// false.
    /// </summary>
    public bool PlainPersonalHistory { get; set; }

    /// <summary>Longest time between arrival and the history's files, 100 ms to 1 day; default 1 minute. A crash loses at most this.</summary>
    public TimeSpan HistoryBound { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Calls to one source that one silo has under way at a time, 1 to 10,000; default 64. More wait, within their time limit.</summary>
    public int CallsPerSource { get; set; } = 64;
}
