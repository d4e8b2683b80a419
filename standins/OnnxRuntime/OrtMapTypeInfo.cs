using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>The type of a map.</summary>
public readonly struct OrtMapTypeInfo
{
    internal OrtMapTypeInfo(TensorElementType keyType, OrtTypeInfo valueType)
    {
        KeyType = keyType;
        ValueType = valueType;
    }

    /// <summary>The type of the keys.</summary>
    public TensorElementType KeyType { get; }

    /// <summary>The type of the values.</summary>
    public OrtTypeInfo ValueType { get; }
}
