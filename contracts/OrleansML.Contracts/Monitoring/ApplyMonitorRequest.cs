namespace OrleansML.Monitoring;

/// <summary>Puts a definition in place.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ApplyMonitorRequest")]
public sealed record ApplyMonitorRequest
{
    /// <summary>The definition in YAML, at most 1 MiB.</summary>
    [Id(0)]
    public required string Definition { get; init; }

    /// <summary>Who asks, for the record; at most 200 characters.</summary>
    [Id(1)]
    public string Actor { get; init; } = "";

    /// <summary>Only checks, and says what would change.</summary>
    [Id(2)]
    public bool DryRun { get; init; }
}
