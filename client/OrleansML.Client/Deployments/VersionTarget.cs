namespace OrleansML.Client;

/// <summary>
/// Which version is to answer: a number, an alias, or neither. With neither the model's deployment decides; a routing key then makes it decide
/// the same way every time, on every client. The default is neither, without a key.
/// </summary>
public readonly record struct VersionTarget
{
    /// <summary>The version; null when none is named.</summary>
    public int? Version { get; private init; }

    /// <summary>Alias of the version, such as <c>champion</c>; null when none is named.</summary>
    public string? Alias { get; private init; }

    /// <summary>What decides about the version while several share the requests; null for chance, or for the entity where one is asked for.</summary>
    public string? RoutingKey { get; private init; }

    /// <summary>That version; null for what the deployment decides.</summary>
    public static implicit operator VersionTarget(int? version) => new() { Version = version };

    /// <summary>That version.</summary>
    public static implicit operator VersionTarget(int version) => new() { Version = version };

    /// <summary>The version that an alias stands for, whatever the shares are.</summary>
    public static VersionTarget OfAlias(string alias) => new() { Alias = alias };

    /// <summary>What the deployment decides for a key, such as the id of a user or session.</summary>
    public static VersionTarget OfKey(string routingKey) => new() { RoutingKey = routingKey };

    /// <summary>Whether it names a version or an alias, so that the deployment has nothing to decide.</summary>
    internal bool IsFixed => Version is not null || Alias is not null;
}
