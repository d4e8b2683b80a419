using OrleansML.Tensors;

namespace OrleansML.Gateway.Api;

/// <summary>An input or output of a model.</summary>
public sealed record TensorInfo
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Element type in the words of the Open Inference Protocol, such as <c>FP32</c>.</summary>
    public required string Datatype { get; init; }

    /// <summary>Length of each axis; -1 where any length is allowed.</summary>
    public required long[] Shape { get; init; }

    /// <summary>Smallest allowed element; null when unbounded.</summary>
    public double? Minimum { get; init; }

    /// <summary>Largest allowed element; null when unbounded.</summary>
    public double? Maximum { get; init; }

    /// <summary>Whether not-a-number is accepted.</summary>
    public bool AllowNaN { get; init; }

    /// <summary>Allowed texts; null when any is.</summary>
    public string[]? Categories { get; init; }

    /// <summary>Converts what the registry knows.</summary>
    public static TensorInfo From(TensorMetadata metadata) => new()
    {
        Name = metadata.Name,
        Datatype = metadata.Type.ProtocolName(),
        Shape = metadata.Shape,
        Minimum = metadata.Minimum,
        Maximum = metadata.Maximum,
        AllowNaN = metadata.AllowNaN,
        Categories = metadata.Categories,
    };
}
