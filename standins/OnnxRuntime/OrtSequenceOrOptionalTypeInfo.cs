namespace Microsoft.ML.OnnxRuntime;

/// <summary>The type of a sequence or of an optional value.</summary>
public readonly struct OrtSequenceOrOptionalTypeInfo
{
    internal OrtSequenceOrOptionalTypeInfo(OrtTypeInfo elementType) => ElementType = elementType;

    /// <summary>The type of the elements, or of the value that may be absent.</summary>
    public OrtTypeInfo ElementType { get; }
}
