using Google.Protobuf;

namespace OrleansML.Learning.Onnx.Repair;

/// <summary>
/// Mends models that exporters wrote against the ONNX operator definitions and that runtimes therefore refuse, although what they mean is
/// beyond doubt. Meant for models that a runtime has refused: it looks for known defects only and changes nothing else.
/// </summary>
public static class OnnxRepair
{
    /// <summary>Largest model that is looked at, in bytes: reading and writing it again takes about three times its size in memory.</summary>
    public const long MaximumBytes = 256L << 20;

    private static readonly OnnxReadLimits Limits = new() { MaximumBytes = MaximumBytes };
    private static readonly IOnnxRepairRule[] Rules = [new OperatorVersionRule(), new NarrowIntegerRule()];

    /// <summary>Repairs a model file.</summary>
    /// <param name="model">Bytes of the file; not changed.</param>
    /// <param name="source">How to name the model in errors.</param>
    /// <exception cref="OnnxFormatException">The bytes are not an acceptable ONNX model of at most <see cref="MaximumBytes"/>.</exception>
    public static OnnxRepairResult Repair(byte[] model, string source)
    {
        ArgumentNullException.ThrowIfNull(model);
        var parsed = OnnxModelReader.Read(model, source, Limits);
        var repairs = Repair(parsed);
        return new OnnxRepairResult(repairs.Count == 0 ? model : parsed.ToByteArray(), repairs);
    }

    /// <summary>Repairs a model in place.</summary>
    /// <param name="model">A model with a graph.</param>
    /// <returns>What was changed and why, one sentence each; empty when nothing was.</returns>
    public static IReadOnlyList<string> Repair(ModelProto model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return [.. Rules.SelectMany(rule => rule.Apply(model))];
    }
}
