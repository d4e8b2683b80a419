using OrleansML.Gateway.Deployments;
using OrleansML.Registry;

namespace OrleansML.Gateway.Api;

/// <summary>One move of a model.</summary>
public sealed record RegistryEventInfo
{
    /// <summary>Revision that the move led to.</summary>
    public required long Revision { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// What happened: <c>registered</c>, <c>promoted</c>, <c>rolled-back</c>, <c>deployed</c> (shares, shadow or canary changed), <c>aliased</c>
    /// or <c>alias-removed</c>.
    /// </summary>
    public required string Action { get; init; }

    /// <summary>The version concerned.</summary>
    public required int Version { get; init; }

    /// <summary>Why, in the words of whoever asked.</summary>
    public required string Reason { get; init; }

    /// <summary>SHA-256 over this event and the hash of the one before, in lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>The alias that moved; left out when it was none or the champion.</summary>
    public string? Alias { get; init; }

    /// <summary>Digest of the record that speaks for the move.</summary>
    public string? Evidence { get; init; }

    /// <summary>Who asked.</summary>
    public string? Actor { get; init; }

    /// <summary>Shares of the versions from then on; left out where the move left them or the champion answers alone.</summary>
    public WeightInfo[]? Weights { get; init; }

    /// <summary>Converts what the registry knows.</summary>
    public static RegistryEventInfo From(RegistryEvent move) => new()
    {
        Revision = move.Revision,
        At = move.At,
        Action = move.Action,
        Version = move.Version,
        Reason = move.Reason,
        Hash = move.Hash,
        Alias = move.Alias,
        Evidence = move.Evidence,
        Actor = move.Actor,
        Weights = move.Weights is { } weights ? Array.ConvertAll(weights, WeightInfo.From) : null,
    };
}
