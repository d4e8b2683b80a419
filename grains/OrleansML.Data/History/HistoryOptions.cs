namespace OrleansML.Data.History;

/// <summary>Where a history lies and how it keeps personal values. Values tagged as secret are never written.</summary>
public sealed record HistoryOptions
{
    /// <summary>Fewest bytes of <see cref="PiiKey"/>.</summary>
    public const int MinimumKeyBytes = 16;

    /// <summary>The directory; the history is in its subdirectory <c>features</c>.</summary>
    public required string Root { get; init; }

    /// <summary>How personal values are kept; default hashed. Entity keys are kept as they are: joins need them.</summary>
    public PiiStorage Pii { get; init; } = PiiStorage.Hashed;

    /// <summary>
    /// Key of the hashes, 16 bytes or more, the same for every silo and reader of the root. Needed as soon as a view has a personal value and
    /// <see cref="Pii"/> is <see cref="PiiStorage.Hashed"/>.
    /// </summary>
    public ReadOnlyMemory<byte> PiiKey { get; init; }
}
