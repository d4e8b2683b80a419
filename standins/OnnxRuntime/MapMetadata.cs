using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>The type of a map input or output of a model.</summary>
public class MapMetadata
{
    internal MapMetadata(TensorElementType keyDataType, NodeMetadata valueMetadata)
    {
        KeyDataType = keyDataType;
        ValueMetadata = valueMetadata;
    }

    /// <summary>The type of the keys.</summary>
    public TensorElementType KeyDataType { get; }

    /// <summary>The type of the values.</summary>
    public NodeMetadata ValueMetadata { get; }
}
