namespace Orleans.Serialization;

/// <summary>No serializer or copier is known for a type.</summary>
[GenerateSerializer]
public sealed class CodecNotFoundException(string message) : SerializerException(message)
{
}

/// <summary>The data refers to an object that it does not hold, or that is of another type.</summary>
[GenerateSerializer]
public sealed class ReferenceNotFoundException(Type? targetType, uint targetId) : SerializerException(
    $"The data refers to object {targetId} as a {targetType}, but no such object precedes.")
{
    /// <summary>The number of the object.</summary>
    [Id(0)]
    public uint TargetReference { get; private set; } = targetId;
}

/// <summary>The data refers to a type that it has not named.</summary>
[GenerateSerializer]
public sealed class UnknownReferencedTypeException(uint reference)
    : SerializerException($"The data refers to type {reference}, which it has not named.")
{
    /// <summary>The number of the type.</summary>
    [Id(0)]
    public uint Reference { get; set; } = reference;
}
