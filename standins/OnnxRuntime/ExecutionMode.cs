namespace Microsoft.ML.OnnxRuntime;

/// <summary>How the nodes of a graph are run.</summary>
public enum ExecutionMode
{
    /// <summary>One node after the other.</summary>
    ORT_SEQUENTIAL = 0,

    /// <summary>Independent nodes at the same time, on the inter-op threads.</summary>
    ORT_PARALLEL = 1,
}
