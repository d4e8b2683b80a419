namespace OrleansML.Gateway.Api;

/// <summary>Answer to <c>POST /api/v1/models/{name}/versions/{version}/warm</c>.</summary>
public sealed record WarmReply
{
    /// <summary>The replicas of the version, all loaded.</summary>
    public required ReplicaInfo[] Replicas { get; init; }
}
