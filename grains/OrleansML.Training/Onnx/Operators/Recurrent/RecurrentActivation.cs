namespace OrleansML.Training.Onnx.Operators.Recurrent;

/// <summary>The activation functions that recurrent nodes name, with the defaults of their definitions.</summary>
internal static class RecurrentActivation
{
    /// <summary>The functions of one direction, in order.</summary>
    /// <param name="names">Names of all directions; case does not count.</param>
    /// <param name="alphas">First parameters, in the order of those functions that take one.</param>
    /// <param name="betas">Second parameters, likewise.</param>
    /// <exception cref="NotSupportedException">A name is unknown.</exception>
    public static Func<Tensor, Tensor>[] Read(string[] names, float[]? alphas, float[]? betas)
    {
        var (alpha, beta) = (new Queue<float>(alphas ?? []), new Queue<float>(betas ?? []));
        return [.. names.Select(name => Create(name, alpha, beta))];
    }

    private static Func<Tensor, Tensor> Create(string name, Queue<float> alphas, Queue<float> betas)
    {
        Scalar Alpha(float otherwise) => alphas.TryDequeue(out var value) ? value : otherwise;
        Scalar Beta(float otherwise) => betas.TryDequeue(out var value) ? value : otherwise;

        switch (name.ToUpperInvariant())
        {
            case "SIGMOID":
                return x => x.sigmoid();
            case "TANH":
                return x => x.tanh();
            case "RELU":
                return x => x.relu();
            case "SOFTSIGN":
                return x => x.div(x.abs().add(1));
            case "SOFTPLUS":
                return x => torch.nn.functional.softplus(x);
            case "LEAKYRELU":
                var slope = Alpha(0.01f);
                return x => x.leaky_relu(slope);
            case "ELU":
                var scale = Alpha(1);
                return x => x.elu(scale, 1, 1);
            case "THRESHOLDEDRELU":
                var threshold = Alpha(1);
                return x => x.mul(x.gt(threshold).to_type(x.dtype));
            case "AFFINE":
                var (factor, offset) = (Alpha(1), Beta(0));
                return x => x.mul(factor).add(offset);
            case "SCALEDTANH":
                var (outer, inner) = (Alpha(1), Beta(1));
                return x => x.mul(inner).tanh().mul(outer);
            case "HARDSIGMOID":
                var (rise, middle) = (Alpha(0.2f), Beta(0.5f));
                return x => x.mul(rise).add(middle).clamp(0, 1);
            default:
                throw new NotSupportedException($"the activation '{name}' is unknown");
        }
    }
}
