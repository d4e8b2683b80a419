namespace OrleansML.Registry;

/// <summary>Asks to record an uploaded artifact as a version of a model.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.RegisterModelRequest")]
public sealed record RegisterModelRequest
{
    /// <summary>SHA-256 of the uploaded artifact, in lower-case hexadecimal.</summary>
    [Id(0)]
    public required string Artifact { get; init; }

    /// <summary>Version, 1 or more; null for one more than the highest, or for the version that already holds this very upload.</summary>
    [Id(1)]
    public int? Version { get; init; }

    /// <summary>Manifest in YAML for a bare model file; null when the artifact is a package or none is wanted.</summary>
    [Id(2)]
    public string? Manifest { get; init; }

    /// <summary>Pool to serve on when the manifest names none; null for <c>cpu</c>.</summary>
    [Id(3)]
    public string? Pool { get; init; }

    /// <summary>
    /// Signature in JSON, at most 64 KiB: a DSSE envelope over an in-toto statement that names the artifact, and the package that the platform makes of it
    /// where that is another file and the silos do not sign; null for none.
    /// </summary>
    [Id(4)]
    public string? Signature { get; init; }
}
