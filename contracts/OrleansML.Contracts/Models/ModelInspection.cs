namespace OrleansML.Models;

/// <summary>Result of an inspection: the canonical package and what it holds.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ModelInspection")]
public sealed record ModelInspection
{
    /// <summary>SHA-256 of the canonical package, in lower-case hexadecimal.</summary>
    [Id(0)]
    public required string Package { get; init; }

    /// <summary>Size of the package in bytes.</summary>
    [Id(1)]
    public required long PackageBytes { get; init; }

    /// <summary>Schema and limits.</summary>
    [Id(2)]
    public required ModelDescription Description { get; init; }
}
