namespace Orleans;

/// <summary>Asks the source generator for a serializer and a copier of this type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
    /// <summary>Which members without an id are serialized; by default none.</summary>
    public GenerateFieldIds GenerateFieldIds { get; init; } = GenerateFieldIds.None;

    /// <summary>
    /// Whether parameters of a primary constructor are members; by default they are in records and are not in other types.
    /// </summary>
    public bool IncludePrimaryConstructorParameters { get; init; }
}
