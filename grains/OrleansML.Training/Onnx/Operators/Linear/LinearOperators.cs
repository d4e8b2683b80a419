using OrleansML.Training.Onnx.Graph;

namespace OrleansML.Training.Onnx.Operators.Linear;

/// <summary>Matrix products.</summary>
internal static class LinearOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("MatMul", 6, GradientRule.All, _ => call => [call[0].matmul(call[1])]);
        table.Add("Gemm", 6, GradientRule.All, Gemm);
        table.Add("Einsum", 12, GradientRule.All, node =>
        {
            var equation = node.Text("equation", "").Replace(" ", "", StringComparison.Ordinal);
            return call => [torch.einsum(equation, call.All())];
        });
    }

    private static Kernel Gemm(NodeReader node)
    {
        var (alpha, beta) = (node.Number("alpha", 1), node.Number("beta", 1));
        var (transposesA, transposesB) = (node.Flag("transA"), node.Flag("transB"));
        return call =>
        {
            var a = transposesA ? call[0].t() : call[0];
            var b = transposesB ? call[1].t() : call[1];
            if (call.Optional(2) is { } c)
                return [torch.addmm(c, a, b, beta, alpha)];

            var product = a.mm(b);
            return [alpha == 1 ? product : product.mul(alpha)];
        };
    }
}
