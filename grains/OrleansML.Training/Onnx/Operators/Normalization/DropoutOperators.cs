using OrleansML.Training.Onnx.Graph;
using OrleansML.Training.Onnx.Types;

namespace OrleansML.Training.Onnx.Operators.Normalization;

/// <summary>
/// Dropout. The caller alone decides whether it is active: exporters switch it off, so that what the node says is about inference.
/// </summary>
internal static class DropoutOperators
{
    private const float DefaultRatio = 0.5f;

    public static void AddTo(OperatorTable table)
    {
        var rule = GradientRule.Inputs(0).FirstOutputs(1);
        table.Add("Dropout", 6, rule, node => WithAttribute(node, maskIsBoolean: false));
        table.Add("Dropout", 10, rule, node => WithAttribute(node, maskIsBoolean: true));
        table.Add("Dropout", 12, rule, _ => call =>
        {
            var ratio = call.Optional(1) is { } tensor ? TorchTensors.ToDouble(tensor) : DefaultRatio;
            return Drop(call, ratio, ScalarType.Bool);
        });
    }

    private static Kernel WithAttribute(NodeReader node, bool maskIsBoolean)
    {
        double ratio = node.Number("ratio", DefaultRatio);
        return call => Drop(call, ratio, maskIsBoolean ? ScalarType.Bool : call[0].dtype);
    }

    private static Tensor[] Drop(NodeCall call, double ratio, ScalarType maskType)
    {
        var x = call[0];
        if (ratio is not (>= 0 and < 1))
            throw new InvalidOperationException($"The ratio is {ratio}; at least 0 and less than 1 is allowed.");
        if (!call.Training || ratio == 0)
            return [x, torch.ones_like(x, maskType)];

        var kept = torch.rand(x.shape, ScalarType.Float32, x.device, generator: call.Generator).ge(ratio);
        return [x.mul(kept.to_type(x.dtype)).mul(1 / (1 - ratio)), kept.to_type(maskType)];
    }
}
