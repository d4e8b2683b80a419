using OrleansML.Models;

namespace OrleansML.Registry;

/// <summary>One registered version of a model. Never changes once recorded.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ModelVersion")]
public sealed record ModelVersion
{
    /// <summary>Version, 1 or more.</summary>
    [Id(0)]
    public required int Version { get; init; }

    /// <summary>SHA-256 of the package, in lower-case hexadecimal.</summary>
    [Id(1)]
    public required string Package { get; init; }

    /// <summary>Size of the package in bytes.</summary>
    [Id(2)]
    public required long PackageBytes { get; init; }

    /// <summary>SHA-256 of the artifact that was uploaded.</summary>
    [Id(3)]
    public required string Artifact { get; init; }

    /// <summary>Schema and limits.</summary>
    [Id(4)]
    public required ModelDescription Description { get; init; }

    /// <summary>When it was recorded.</summary>
    [Id(5)]
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>SHA-256 of the artifact with the package's signature, a DSSE envelope, in lower-case hexadecimal; null when nobody signed it.</summary>
    [Id(6)]
    public string? Signature { get; init; }
}
