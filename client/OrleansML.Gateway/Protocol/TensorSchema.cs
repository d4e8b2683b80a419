using OrleansML.Tensors;

namespace OrleansML.Gateway.Protocol;

/// <summary>An input or output in the protocol's words.</summary>
internal sealed record TensorSchema
{
    public required string Name { get; init; }

    public required string Datatype { get; init; }

    public required long[] Shape { get; init; }

    public static TensorSchema From(TensorMetadata metadata) => new()
    {
        Name = metadata.Name,
        Datatype = metadata.Type.ProtocolName(),
        Shape = metadata.Shape,
    };
}
