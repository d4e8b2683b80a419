using OrleansML.Training.Onnx.Graph;
using OrleansML.Training.Onnx.Types;

namespace OrleansML.Training.Onnx.Operators.Normalization;

/// <summary>Normalisations over batches, layers, groups and instances.</summary>
internal static class NormalizationOperators
{
    public static void AddTo(OperatorTable table)
    {
        var layer = GradientRule.Inputs(0, 1, 2);
        table.Add("BatchNormalization", 6, layer.FirstOutputs(1), BatchNormalization.Compile);
        table.Add("LayerNormalization", 17, layer, LayerNormalization);
        table.Add("InstanceNormalization", 6, layer, node =>
        {
            double epsilon = node.Number("epsilon", 1e-5f);
            return call => [torch.nn.functional.group_norm(call[0], call[0].shape[1], call[1], call[2], epsilon)];
        });
        table.Add("GroupNormalization", 18, layer, node => GroupNormalization(node, isPerGroup: true));
        table.Add("GroupNormalization", 21, layer, node => GroupNormalization(node, isPerGroup: false));
    }

    private static Kernel GroupNormalization(NodeReader node, bool isPerGroup)
    {
        double epsilon = node.Number("epsilon", 1e-5f);
        var groups = node.RequiredInteger("num_groups");
        return call =>
        {
            var (x, scale, bias) = (call[0], call[1], call[2]);
            if (isPerGroup)
            {
                var channels = x.shape[1] / groups;
                (scale, bias) = (scale.repeat_interleave(channels), bias.repeat_interleave(channels));
            }

            return [torch.nn.functional.group_norm(x, groups, scale, bias, epsilon)];
        };
    }

    private static Kernel LayerNormalization(NodeReader node)
    {
        double epsilon = node.Number("epsilon", 1e-5f);
        var axis = node.Integer("axis", -1);
        var stash = node.Integer("stash_type", (long)TensorProto.Types.DataType.Float);
        var stashType = TorchTypes.Of(stash) ?? throw new NotSupportedException(TorchTypes.Missing(stash));
        var wantsStatistics = node.HasOutput(1) || node.HasOutput(2);
        return call =>
        {
            var (x, scale, bias) = (call[0], call[1], call.Optional(2));
            var first = (int)(axis < 0 ? axis + x.ndim : axis);
            var normalized = x.shape[first..];
            if (!wantsStatistics && scale.shape.SequenceEqual(normalized) && (bias is null || bias.shape.SequenceEqual(normalized)))
                return [torch.nn.functional.layer_norm(x, normalized, scale, bias, epsilon)];

            // Statistics of half-precision inputs are computed, and given out, in the stash type; a wider input keeps its own.
            var wide = x.dtype == ScalarType.Float64 ? x : x.to_type(stashType);
            long[] axes = [.. Enumerable.Range(first, normalized.Length)];
            var mean = wide.mean(axes, true);
            var centred = wide.sub(mean);
            var inverse = centred.square().mean(axes, true).add(epsilon).rsqrt();
            var y = centred.mul(inverse).to_type(x.dtype).mul(scale);
            return [bias is null ? y : y.add(bias), mean, inverse];
        };
    }
}
