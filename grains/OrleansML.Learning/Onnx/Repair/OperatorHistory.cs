using System.Collections.Frozen;

namespace OrleansML.Learning.Onnx.Repair;

/// <summary>
/// Which operators mean the same when the operator version of a model is raised, within versions 7 to 12. Before 7 broadcasting was written
/// differently, and with 13 the axes of many operators became inputs, so that no raise across those is safe. Taken from the ONNX operator
/// change log; operators that are not listed count as changed.
/// </summary>
internal static class OperatorHistory
{
    public const long Oldest = 7;
    public const long Newest = 12;

    // Not changed at all between 7 and 12, or only extended: more element types, negative axes, further attributes and inputs whose absence
    // means what it meant before.
    private static readonly FrozenSet<string> Extended = new[]
    {
        "Abs", "Acos", "Acosh", "Add", "And", "ArgMax", "ArgMin", "Asin", "Asinh", "Atan", "Atanh", "Cast", "Ceil", "Compress", "Concat",
        "Constant", "ConstantOfShape", "Cos", "Cosh", "DepthToSpace", "Div", "Elu", "Equal", "Erf", "Exp", "Expand", "EyeLike", "Flatten",
        "Floor", "GRU", "Gather", "Gemm", "GlobalAveragePool", "GlobalMaxPool", "Greater", "HardSigmoid", "Hardmax", "Identity",
        "InstanceNormalization", "IsInf", "IsNaN", "LRN", "LSTM", "LeakyRelu", "Less", "Log", "LogSoftmax", "LpNormalization", "MatMul",
        "Max", "Mean", "Min", "Mod", "Mul", "Neg", "NonZero", "Not", "Or", "PRelu", "Pow", "RNN", "Reciprocal", "ReduceL1", "ReduceL2",
        "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd", "ReduceSum", "ReduceSumSquare", "Relu",
        "Reshape", "Selu", "Shape", "Sigmoid", "Sign", "Sin", "Sinh", "Size", "Softmax", "Softplus", "Softsign", "SpaceToDepth", "Split",
        "Sqrt", "Squeeze", "Sub", "Sum", "Tan", "Tanh", "Tile", "Transpose", "Unsqueeze", "Where", "Xor",
    }.ToFrozenSet(StringComparer.Ordinal);

    // The versions that changed the meaning or the form of an operator.
    private static readonly FrozenDictionary<string, long[]> Broken = new Dictionary<string, long[]>
    {
        ["BatchNormalization"] = [9],  // lost the attribute spatial
        ["Clip"] = [11],               // bounds became inputs
        ["Dropout"] = [10, 12],        // the mask became Boolean; the ratio became an input
        ["OneHot"] = [11],             // negative indices count from the end
        ["Pad"] = [11],                // pads became an input
        ["Resize"] = [11],             // another input, other coordinates
        ["Slice"] = [10],              // starts and ends became inputs
        ["TopK"] = [10],               // k became an input
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether an operator written for one version means the same under a higher one.</summary>
    public static bool IsKept(string operation, long from, long to) =>
        from >= Oldest && to <= Newest
        && (Extended.Contains(operation)
            || (Broken.TryGetValue(operation, out var versions) && !versions.Any(version => from < version && version <= to)));
}
