using OrleansML.Deployments;

namespace OrleansML.Registry;

/// <summary>One move of a model, chained to the one before by its hash so that a later change of the record shows.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.RegistryEvent")]
public sealed record RegistryEvent
{
    /// <summary>Revision that the move led to.</summary>
    [Id(0)]
    public required long Revision { get; init; }

    /// <summary>When it happened.</summary>
    [Id(1)]
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// What happened: <c>registered</c>, <c>promoted</c>, <c>rolled-back</c>, <c>deployed</c> (shares, shadow or canary changed), <c>aliased</c>
    /// or <c>alias-removed</c>.
    /// </summary>
    [Id(2)]
    public required string Action { get; init; }

    /// <summary>The version concerned.</summary>
    [Id(3)]
    public required int Version { get; init; }

    /// <summary>Why, in the words of whoever asked.</summary>
    [Id(4)]
    public required string Reason { get; init; }

    /// <summary>SHA-256 over this event and the hash of the one before, in lower-case hexadecimal.</summary>
    [Id(5)]
    public required string Hash { get; init; }

    /// <summary>Id of the operation that asked for it, by which a late repetition is known; null when it had none. Not part of the hash.</summary>
    [Id(6)]
    public Guid? Operation { get; init; }

    /// <summary>The alias that moved; null when it was none or the champion.</summary>
    [Id(7)]
    public string? Alias { get; init; }

    /// <summary>Digest of the record that speaks for the move, such as a gate's verdict; null for none.</summary>
    [Id(8)]
    public string? Evidence { get; init; }

    /// <summary>Who asked; null when nobody said.</summary>
    [Id(9)]
    public string? Actor { get; init; }

    /// <summary>Shares of the versions from then on; null where the move left them or the champion answers alone.</summary>
    [Id(10)]
    public VersionWeight[]? Weights { get; init; }
}
