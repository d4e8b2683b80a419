using OrleansML.Cluster;

namespace OrleansML.Gateway.Api;

/// <summary>How the emptying of a silo stands.</summary>
public sealed record DrainInfo
{
    /// <summary>Address and generation, which name this very process of the silo.</summary>
    public required string Address { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Membership status, such as <c>Active</c>.</summary>
    public required string Status { get; init; }

    /// <summary><c>None</c>, <c>Preloading</c>, <c>Moving</c>, <c>Stopping</c>, <c>Stopped</c> or <c>Failed</c>.</summary>
    public required string Phase { get; init; }

    /// <summary>Replicas it held when it began.</summary>
    public required int Replicas { get; init; }

    /// <summary>Of these, those whose model another silo has loaded.</summary>
    public required int Preloaded { get; init; }

    /// <summary>Replicas it still holds.</summary>
    public required int Left { get; init; }

    /// <summary>Why it failed; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static DrainInfo From(SiloDrainStatus status) => new()
    {
        Address = status.Address,
        Name = status.Name,
        Status = status.Status,
        Phase = status.Progress.Phase.ToString(),
        Replicas = status.Progress.Replicas,
        Preloaded = status.Progress.Preloaded,
        Left = status.Progress.Left,
        Reason = status.Progress.Reason.Length == 0 ? null : status.Progress.Reason,
    };
}
