namespace OrleansML.Models;

/// <summary>What to inspect and under which name and version it will be registered.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.InspectRequest")]
public sealed record InspectRequest
{
    /// <summary>SHA-256 of the uploaded artifact, in lower-case hexadecimal.</summary>
    [Id(0)]
    public required string Artifact { get; init; }

    /// <summary>Name of the model.</summary>
    [Id(1)]
    public required string Model { get; init; }

    /// <summary>Version of the model.</summary>
    [Id(2)]
    public required int Version { get; init; }

    /// <summary>Manifest in YAML that goes with a bare model file; null when the artifact is a package or none is wanted.</summary>
    [Id(3)]
    public string? Manifest { get; init; }

    /// <summary>Signature that came with the artifact, a DSSE envelope in JSON; null for none.</summary>
    [Id(4)]
    public string? Signature { get; init; }
}
