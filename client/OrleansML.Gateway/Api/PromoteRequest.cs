namespace OrleansML.Gateway.Api;

/// <summary>Body of <c>POST /api/v1/models/{name}/promote</c>.</summary>
public sealed record PromoteRequest
{
    /// <summary>Version that is to become champion.</summary>
    public required int Version { get; init; }

    /// <summary>Why, for the history; at most 1,000 characters.</summary>
    public string? Reason { get; init; }
}
