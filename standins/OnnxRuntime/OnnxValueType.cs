namespace Microsoft.ML.OnnxRuntime;

/// <summary>The kind of an ONNX value.</summary>
public enum OnnxValueType
{
    /// <summary>Not known.</summary>
    ONNX_TYPE_UNKNOWN = 0,

    /// <summary>A dense tensor.</summary>
    ONNX_TYPE_TENSOR = 1,

    /// <summary>A sequence of values of one type.</summary>
    ONNX_TYPE_SEQUENCE = 2,

    /// <summary>A map from primitive keys to values.</summary>
    ONNX_TYPE_MAP = 3,

    /// <summary>A type known to custom operators only.</summary>
    ONNX_TYPE_OPAQUE = 4,

    /// <summary>A sparse tensor.</summary>
    ONNX_TYPE_SPARSETENSOR = 5,

    /// <summary>A value that may be absent.</summary>
    ONNX_TYPE_OPTIONAL = 6,
}
