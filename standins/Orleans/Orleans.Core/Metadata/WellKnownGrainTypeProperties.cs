namespace Orleans.Metadata;

/// <summary>Keys in the manifest of a grain class.</summary>
public static class WellKnownGrainTypeProperties
{
    /// <summary>The name of the grain class in code.</summary>
    public const string TypeName = "type-name";

    /// <summary>The name of the grain class with its namespace.</summary>
    public const string FullTypeName = "full-type-name";

    /// <summary>The name of the placement strategy.</summary>
    public const string PlacementStrategy = "placement-strategy";

    /// <summary>The names of the placement filters, separated by commas.</summary>
    public const string PlacementFilter = "placement-filter";

    /// <summary>The name of the grain directory.</summary>
    public const string GrainDirectory = "directory-policy";

    /// <summary>Begins the keys of the interfaces that the class implements; a number from 0 follows.</summary>
    public const string ImplementedInterfacePrefix = "interface.";

    /// <summary>How long an activation may be idle: a time span or <see cref="IndefiniteIdleDeactivationPeriodValue"/>.</summary>
    public const string IdleDeactivationPeriod = "idle-duration";

    /// <summary>The idle time of activations that are never collected.</summary>
    public const string IndefiniteIdleDeactivationPeriodValue = "indefinite";

    /// <summary>Begins the keys of stream bindings; this runtime has no streams.</summary>
    public const string BindingPrefix = "binding";

    /// <summary>The kind of a stream binding; this runtime has no streams.</summary>
    public const string BindingTypeKey = "type";

    /// <summary>Whether the requests of a grain interleave.</summary>
    public const string Reentrant = "reentrant";

    /// <summary>The name of the predicate that says which requests interleave.</summary>
    public const string MayInterleavePredicate = "may-interleave-predicate";

    /// <summary>The <see cref="Orleans.Placement.ImmovableKind"/> of the class, as a number.</summary>
    public const string Immovable = "immovable";

    /// <summary>Whether the order of messages does not matter; not read by this runtime.</summary>
    public const string Unordered = "unordered";
}
