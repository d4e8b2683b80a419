namespace Microsoft.ML.OnnxRuntime;

/// <summary>Which graph optimizations are applied when a model is loaded.</summary>
public enum GraphOptimizationLevel
{
    /// <summary>None.</summary>
    ORT_DISABLE_ALL = 0,

    /// <summary>Those that keep the meaning on every device, such as constant folding.</summary>
    ORT_ENABLE_BASIC = 1,

    /// <summary>Also complex node fusions.</summary>
    ORT_ENABLE_EXTENDED = 2,

    /// <summary>Also changes of memory layout.</summary>
    ORT_ENABLE_LAYOUT = 3,

    /// <summary>All of them; the default.</summary>
    ORT_ENABLE_ALL = 99,
}
