namespace OrleansML.Registry;

/// <summary>Asks to move an alias.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.SetAliasRequest")]
public sealed record SetAliasRequest
{
    /// <summary>Name of the alias; see <see cref="AliasName"/>.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>Version that it is to stand for; null to remove it, which <see cref="AliasName.Champion"/> does not allow.</summary>
    [Id(1)]
    public required int? Version { get; init; }

    /// <summary>Version that it must stand for until now, 0 for none; null to move it wherever it stands.</summary>
    [Id(2)]
    public int? ExpectedVersion { get; init; }

    /// <summary>Why, for the history; at most 1,000 characters.</summary>
    [Id(3)]
    public string Reason { get; init; } = "";

    /// <summary>Digest of the record that speaks for it, such as a gate's verdict; null for none.</summary>
    [Id(4)]
    public string? Evidence { get; init; }

    /// <summary>Who asked, for the history; null when nobody said.</summary>
    [Id(5)]
    public string? Actor { get; init; }

    /// <summary>Id of the operation, the same for every repetition.</summary>
    [Id(6)]
    public required Guid Operation { get; init; }
}
