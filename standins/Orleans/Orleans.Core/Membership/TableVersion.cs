namespace Orleans;

/// <summary>The version of the membership table.</summary>
[GenerateSerializer]
[Immutable]
public sealed class TableVersion(int version, string eTag) : IEquatable<TableVersion>
{
    /// <summary>The number of the version.</summary>
    [Id(0)]
    public int Version { get; } = version;

    /// <summary>The ETag of the row that holds the version.</summary>
    [Id(1)]
    public string VersionEtag { get; } = eTag;

    /// <summary>Returns the version to write after this one; it carries the ETag of this one.</summary>
    public TableVersion Next() => new(Version + 1, VersionEtag);

    /// <inheritdoc/>
    public bool Equals(TableVersion? other) => other is not null && Version == other.Version && VersionEtag == other.VersionEtag;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TableVersion);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Version, VersionEtag);

    /// <inheritdoc/>
    public override string ToString() => $"<{Version}, {VersionEtag}>";

    /// <summary>Whether both are equal.</summary>
    public static bool operator ==(TableVersion? left, TableVersion? right) => Equals(left, right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(TableVersion? left, TableVersion? right) => !Equals(left, right);
}
