namespace OrleansML.Gateway.Monitoring;

// For the description of the API only; DefinitionBody reads requests member by member, to say what is wrong with each.
/// <summary>Puts a monitor definition in use.</summary>
public sealed record ApplyMonitorBody
{
    /// <summary>The monitor definition in YAML, at most 1 MiB.</summary>
    public required string Definition { get; init; }

    /// <summary>Who asks, for the record; at most 200 characters.</summary>
    public string? Actor { get; init; }
}
