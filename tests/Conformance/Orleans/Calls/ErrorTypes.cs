namespace OrleansML.Conformance.Calls;

/// <summary>An exception with members of its own.</summary>
[GenerateSerializer]
[Alias("conformance.model-refused")]
public class ModelRefusedException(string message, string model, int version) : Exception(message)
{
    [Id(0)]
    public string Model { get; } = model;

    [Id(1)]
    public int Version { get; } = version;
}

/// <summary>An exception that adds a member to one with members.</summary>
[GenerateSerializer]
[Alias("conformance.model-too-large")]
public sealed class ModelTooLargeException(string message, string model, int version, long bytes)
    : ModelRefusedException(message, model, version)
{
    [Id(0)]
    public long Bytes { get; } = bytes;
}

/// <summary>An exception that says nothing about how to encode it.</summary>
public sealed class PlainException(string message) : Exception(message);
