namespace Orleans;

/// <summary>Identity and reference of anything addressable.</summary>
public static class GrainExtensions
{
    /// <summary>
    /// Returns a reference to the same grain through another interface; throws for an observer object, which has no reference.
    /// </summary>
    public static object AsReference(this IAddressable grain, Type interfaceType)
    {
        ArgumentNullException.ThrowIfNull(grain);
        var reference = GetReference(grain);
        return reference.Runtime.Cast(reference, interfaceType);
    }

    /// <summary>
    /// Returns a reference to the same grain through another interface; throws for an observer object, which has no reference.
    /// </summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
        => (TGrainInterface)grain.AsReference(typeof(TGrainInterface));

    /// <summary>
    /// Returns a reference to the same grain through another interface; throws for an observer object, which has no reference.
    /// </summary>
    public static object Cast(this IAddressable grain, Type interfaceType) => grain.AsReference(interfaceType);

    /// <summary>
    /// Returns a reference to the same grain through another interface; throws for an observer object, which has no reference.
    /// </summary>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => grain.AsReference<TGrainInterface>();

    /// <summary>
    /// Returns the identity of a grain or of what a reference means, and throws <see cref="ArgumentException"/> for anything else.
    /// </summary>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.GrainId,
        IGrainBase { GrainContext: { } context } => context.GrainId,
        ISystemTargetBase target => target.GrainId,
        null => throw new ArgumentNullException(nameof(grain)),
        _ => throw new ArgumentException(
            $"{grain.GetType()} is neither a grain nor a reference to one, so it has no grain id.", nameof(grain)),
    };

    /// <summary>
    /// Returns the GUID of the key and the text of a compound key, and throws <see cref="ArgumentException"/> if the key is of another
    /// kind.
    /// </summary>
    public static Guid GetPrimaryKey(this IAddressable grain, out string? keyExt) => grain.GetGrainId().GetGuidKey(out keyExt);

    /// <summary>Returns the GUID of the key, and throws <see cref="ArgumentException"/> if the key is of another kind.</summary>
    public static Guid GetPrimaryKey(this IAddressable grain) => grain.GetGrainId().GetGuidKey();

    /// <summary>
    /// Returns the number of the key and the text of a compound key, and throws <see cref="ArgumentException"/> if the key is of another
    /// kind.
    /// </summary>
    public static long GetPrimaryKeyLong(this IAddressable grain, out string? keyExt) => grain.GetGrainId().GetIntegerKey(out keyExt);

    /// <summary>Returns the number of the key, and throws <see cref="ArgumentException"/> if the key is of another kind.</summary>
    public static long GetPrimaryKeyLong(this IAddressable grain) => grain.GetGrainId().GetIntegerKey();

    /// <summary>Returns the key as text, whatever its kind.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString()!;

    /// <summary>Whether the key can be read as a number.</summary>
    public static bool IsPrimaryKeyBasedOnLong(this IAddressable grain) => grain.GetGrainId().TryGetIntegerKey(out _, out _);

    private static GrainReference GetReference(IAddressable grain) => grain switch
    {
        GrainReference reference => reference,
        IGrainBase { GrainContext: { } context } => context.GrainReference,
        ISystemTargetBase target => target.GrainReference,
        IGrainObserver => throw new ArgumentException(
            $"{grain.GetType()} is an observer object, which has no reference of its own. Create one with "
                + $"{nameof(IGrainFactory)}.{nameof(IGrainFactory.CreateObjectReference)}.",
            nameof(grain)),
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference to one.", nameof(grain)),
    };
}
