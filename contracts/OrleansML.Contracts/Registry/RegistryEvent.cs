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

    /// <summary>What happened: <c>registered</c> or <c>promoted</c>.</summary>
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
}
