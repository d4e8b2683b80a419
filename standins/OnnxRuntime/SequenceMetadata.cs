namespace Microsoft.ML.OnnxRuntime;

/// <summary>The type of a sequence input or output of a model.</summary>
public class SequenceMetadata
{
    internal SequenceMetadata(NodeMetadata elementMeta) => ElementMeta = elementMeta;

    /// <summary>The type of the elements.</summary>
    public NodeMetadata ElementMeta { get; }
}
