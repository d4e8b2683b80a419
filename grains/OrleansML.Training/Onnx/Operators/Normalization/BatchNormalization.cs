using OrleansML.Training.Onnx.Graph;

namespace OrleansML.Training.Onnx.Operators.Normalization;

/// <summary>
/// Batch normalisation. With training the batch's own statistics count and the running ones, where they are buffers of the graph, follow
/// them as in torch: with the unbiased variance.
/// </summary>
internal static class BatchNormalization
{
    public static Kernel Compile(NodeReader node)
    {
        double epsilon = node.Number("epsilon", 1e-5f);
        double keep = node.Number("momentum", 0.9f);
        if (!node.Flag("spatial", true))
            throw new NotSupportedException("spatial is 0; statistics per position are not supported, only per channel");

        var isFrozen = node.StatisticsAreFrozen;
        var wantsStatistics = node.HasOutput(1) || node.HasOutput(2);
        return call =>
        {
            var (x, scale, bias, mean, variance) = (call[0], call[1], call[2], call[3], call[4]);
            var usesBatch = call.Training && !isFrozen;
            Tensor[] statistics = wantsStatistics ? RunningStatistics(x, mean, variance, keep, usesBatch) : [];

            // Torch updates the running statistics in place; what is not a buffer of the graph belongs to somebody else.
            var runningMean = !usesBatch || node.Buffers.Contains(3) ? mean : mean.clone();
            var runningVariance = !usesBatch || node.Buffers.Contains(4) ? variance : variance.clone();
            var y = torch.nn.functional.batch_norm(x, runningMean, runningVariance, scale, bias, usesBatch, 1 - keep, epsilon);
            return [y, .. statistics];
        };
    }

    // As outputs, the operator defines them with the variance of the population.
    private static Tensor[] RunningStatistics(Tensor x, Tensor mean, Tensor variance, double keep, bool usesBatch)
    {
        if (!usesBatch)
            return [mean, variance];

        long[] axes = [.. Enumerable.Range(0, (int)x.ndim).Where(axis => axis != 1)];
        var plain = x.detach();
        return
        [
            mean.mul(keep).add(plain.mean(axes).mul(1 - keep)),
            variance.mul(keep).add(plain.var(axes, unbiased: false).mul(1 - keep)),
        ];
    }
}
