namespace OrleansML.Cli.Http;

/// <summary>What is said of a model when it is pushed.</summary>
internal sealed record ModelPush
{
    public required string Name { get; init; }

    public int? Version { get; init; }

    public string? Pool { get; init; }

    /// <summary>Manifest in YAML.</summary>
    public string? Manifest { get; init; }

    /// <summary>Signature, a DSSE envelope in JSON.</summary>
    public string? Signature { get; init; }
}
