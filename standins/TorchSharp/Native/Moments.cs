namespace TorchSharp.Native;

/// <summary>What optimizers with adaptive moments have in common.</summary>
internal static class Moments
{
    public static void Demand(double rate, double beta1, double beta2, double eps, double decay)
    {
        if (!(rate >= 0))
            throw new ArgumentException($"Invalid learning rate: {rate}");
        if (!(eps >= 0))
            throw new ArgumentException($"Invalid \u03b5: {eps}");
        if (beta1 is not (>= 0 and < 1))
            throw new ArgumentException($"Invalid beta1: {beta1}");
        if (beta2 is not (>= 0 and < 1))
            throw new ArgumentException($"Invalid beta2: {beta2}");
        if (!(decay >= 0))
            throw new ArgumentException($"Invalid weight_decay value: {decay}");
    }

    /// <summary>
    /// One step: running means of gradient and square, corrected for their start at zero (Kingma and Ba, 2015, algorithm 1).
    /// </summary>
    public static void Apply(
        torch.Tensor parameter, torch.Tensor gradient, torch.Tensor mean, torch.Tensor square, torch.Tensor? greatest, double rate,
        double beta1, double beta2, double eps, long step)
    {
        mean.mul_(beta1).add_(gradient, 1 - beta1);
        square.mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
        if (greatest is not null)
            Ops.maximum_out.Out(greatest, square, greatest);
        var root = (greatest ?? square).sqrt().div_(Math.Sqrt(1 - Math.Pow(beta2, step))).add_(eps);
        parameter.addcdiv_(mean, root, -rate / (1 - Math.Pow(beta1, step)));
    }
}
