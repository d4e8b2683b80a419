namespace OrleansML.Client;

/// <summary>How to register a pushed model.</summary>
public sealed record PushOptions
{
    /// <summary>Version, 1 or more; null for the next.</summary>
    public int? Version { get; init; }

    /// <summary>Manifest in YAML for a bare model file; null for none.</summary>
    public string? Manifest { get; init; }

    /// <summary>Pool when the manifest names none; null for <c>cpu</c>.</summary>
    public string? Pool { get; init; }

    /// <summary>Signature of the file, a DSSE envelope in JSON of at most 64 KiB; null for none.</summary>
    public string? Signature { get; init; }
}
