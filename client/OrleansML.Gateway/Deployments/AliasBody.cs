namespace OrleansML.Gateway.Deployments;

// Written by the command line and described in the API's document; DeploymentsApi reads requests member by member, to say what is wrong.
/// <summary>Body of <c>PUT /api/v1/models/{name}/aliases/{alias}</c>.</summary>
public sealed record AliasBody
{
    /// <summary>Version that the alias is to stand for; null to remove it.</summary>
    public required int? Version { get; init; }

    /// <summary>Version that it must stand for until now, 0 for none; left out: any.</summary>
    public int? ExpectedVersion { get; init; }

    /// <summary>Why, for the history; at most 1,000 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>Who asks, for the history; at most 1,000 characters.</summary>
    public string? Actor { get; init; }

    /// <summary>Digest of the record that speaks for the move.</summary>
    public string? Evidence { get; init; }

    /// <summary>Id of the operation: what is sent twice with one id happens once. Left out: a new one.</summary>
    public Guid? Operation { get; init; }
}
