namespace OrleansML.Gateway.Api;

/// <summary>What a client gets when a request fails.</summary>
public sealed record ErrorBody
{
    /// <summary>What happened, to which entity, what is allowed and what to do.</summary>
    public required string Error { get; init; }

    /// <summary>Name of the <see cref="ErrorCode"/>; only the platform API sends it.</summary>
    public string? Code { get; init; }
}
