namespace OrleansML.Tensors;

/// <summary>What a model says about one of its inputs or outputs.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.TensorMetadata")]
public sealed record TensorMetadata
{
    /// <summary>Name, unique among the model's inputs or outputs.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>Element type.</summary>
    [Id(1)]
    public required TensorType Type { get; init; }

    /// <summary>Length of each axis; -1 where any length is allowed.</summary>
    [Id(2)]
    public required long[] Shape { get; init; }

    /// <summary>Smallest allowed element, for numbers; null when unbounded.</summary>
    [Id(3)]
    public double? Minimum { get; init; }

    /// <summary>Largest allowed element, for numbers; null when unbounded.</summary>
    [Id(4)]
    public double? Maximum { get; init; }

    /// <summary>Whether not-a-number elements are accepted, for floating-point inputs. Default true.</summary>
    [Id(5)]
    public bool AllowNaN { get; init; } = true;

    /// <summary>Allowed texts, for text inputs; null when any text is allowed.</summary>
    [Id(6)]
    public string[]? Categories { get; init; }
}
