namespace Microsoft.ML.OnnxRuntime;

/// <summary>The type of an input or output of a model that may be absent.</summary>
public class OptionalMetadata
{
    internal OptionalMetadata(NodeMetadata elementMeta) => ElementMeta = elementMeta;

    /// <summary>The type of the value that may be absent.</summary>
    public NodeMetadata ElementMeta { get; }
}
