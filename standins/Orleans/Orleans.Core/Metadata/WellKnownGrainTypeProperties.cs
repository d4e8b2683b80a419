namespace Orleans.Metadata;

/// <summary>Keys in the manifest of a grain class.</summary>
public static class WellKnownGrainTypeProperties
{
    public const string TypeName = "type-name";
    public const string FullTypeName = "full-type-name";
    public const string PlacementStrategy = "placement-strategy";
    public const string PlacementFilter = "placement-filter";
    public const string GrainDirectory = "directory-policy";
    public const string ImplementedInterfacePrefix = "interface.";
    public const string IdleDeactivationPeriod = "idle-duration";
    public const string IndefiniteIdleDeactivationPeriodValue = "indefinite";
    public const string BindingPrefix = "binding";
    public const string BindingTypeKey = "type";
    public const string Reentrant = "reentrant";
    public const string MayInterleavePredicate = "may-interleave-predicate";
    public const string Immovable = "immovable";
    public const string Unordered = "unordered";
}
