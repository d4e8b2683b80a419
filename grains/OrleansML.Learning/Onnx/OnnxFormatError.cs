namespace OrleansML.Learning.Onnx;

/// <summary>What is wrong with a file that should be an ONNX model.</summary>
public enum OnnxFormatError
{
    /// <summary>The file has no bytes.</summary>
    Empty,

    /// <summary>The file is larger than <see cref="OnnxReadLimits.MaximumBytes"/>.</summary>
    TooLarge,

    /// <summary>The bytes are not an ONNX model at all.</summary>
    NotOnnx,

    /// <summary>The file starts as an ONNX model and ends too early.</summary>
    Truncated,

    /// <summary>The file is an ONNX model whose inside is damaged or nested too deeply.</summary>
    Malformed,

    /// <summary>The model holds no graph, or a graph without outputs.</summary>
    MissingGraph,

    /// <summary>The model does not say which operator versions it was written for.</summary>
    MissingOpsetImport,

    /// <summary>The model names an operator version outside the accepted range.</summary>
    UnsupportedOpset,

    /// <summary>The model keeps tensors in other files.</summary>
    ExternalData,
}
