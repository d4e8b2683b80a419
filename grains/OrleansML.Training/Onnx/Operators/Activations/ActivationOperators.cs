using OrleansML.Training.Onnx.Graph;
using TorchSharp.Modules;

namespace OrleansML.Training.Onnx.Operators.Activations;

/// <summary>Activation functions with the defaults of their ONNX definitions.</summary>
internal static class ActivationOperators
{
    // SELU's constants as single-precision defaults of the operator.
    private const float SeluAlpha = 1.67326319217681884765625f;
    private const float SeluGamma = 1.05070102214813232421875f;

    public static void AddTo(OperatorTable table)
    {
        var all = GradientRule.All;
        table.AddUnary("Relu", 6, all, x => x.relu());
        table.AddUnary("Sigmoid", 6, all, x => x.sigmoid());
        table.AddUnary("Tanh", 6, all, x => x.tanh());
        table.AddUnary("Softplus", 6, all, x => torch.nn.functional.softplus(x));
        table.AddUnary("Softsign", 6, all, x => x.div(x.abs().add(1)));
        table.AddUnary("Mish", 18, all, x => x.mul(torch.nn.functional.softplus(x).tanh()));
        table.AddUnary("HardSwish", 14, all, x => x.mul(x.mul(1.0 / 6).add(0.5).clamp(0, 1)));
        table.AddUnary("LeakyRelu", 6, all, node =>
        {
            Scalar alpha = node.Number("alpha", 0.01f);
            return x => x.leaky_relu(alpha);
        });
        table.AddUnary("Elu", 6, all, node =>
        {
            double alpha = node.Number("alpha", 1);
            return x => x.elu(alpha);
        });
        table.AddUnary("Selu", 6, all, node =>
        {
            Scalar alpha = node.Number("alpha", SeluAlpha), gamma = node.Number("gamma", SeluGamma), one = 1.0;
            return x => x.elu(alpha, gamma, one);
        });
        table.AddUnary("HardSigmoid", 6, all, node =>
        {
            Scalar alpha = node.Number("alpha", 0.2f), beta = node.Number("beta", 0.5f);
            return x => x.mul(alpha).add(beta).clamp(0, 1);
        });
        table.AddUnary("Gelu", 20, all, Gelu);
        table.Add("PRelu", 6, all, _ => call => [PRelu(call[0], LegacySlope(call[0], call[1]))]);
        table.Add("PRelu", 7, all, _ => call => [PRelu(call[0], call[1])]);
    }

    private static Func<Tensor, Tensor> Gelu(NodeReader node) => node.Text("approximate", "none") switch
    {
        "none" => x => torch.nn.functional.gelu(x),
        "tanh" => x => torch.nn.functional.gelu(x, GELU.Approximate.tanh),
        var other => throw new NotSupportedException($"approximate is '{other}'; supported: none, tanh"),
    };

    private static Tensor PRelu(Tensor x, Tensor slope) => torch.where(x.lt(0), x.mul(slope), x);

    // Before opset 7 one slope per channel lay along axis 1.
    private static Tensor LegacySlope(Tensor x, Tensor slope) =>
        slope.ndim == 1 && slope.numel() > 1 && x.ndim > 1 ? slope.reshape([-1, .. Enumerable.Repeat(1L, (int)x.ndim - 2)]) : slope;
}
