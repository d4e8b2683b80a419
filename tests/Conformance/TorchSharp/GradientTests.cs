using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace OrleansML.Conformance.TorchSharp;

public sealed class GradientTests
{
    public static TheoryData<string> Functions => [.. Cases.Keys];

    // Each from two tensors of shape (2, 3) to a number, smooth where it is evaluated.
    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor>> Cases = new()
    {
        ["arithmetic"] = (a, b) => (((a * b) - (a / (b + 3))) + 2).sum(),
        ["matmul"] = (a, b) => a.matmul(b.T).pow(2).sum(),
        ["elementary"] = (a, b) => (a.exp() * b.sin()).sum() + (a.abs() + 1).log().mean() + (b * b + 1).sqrt().prod(),
        ["activations"] = (a, b) => (a.sigmoid() * b.tanh()).sum() + nn.functional.gelu(a).sum() + nn.functional.silu(b).mean() + a.softplus().sum(),
        ["softmax"] = (a, b) => (a.softmax(1) * b).sum() + b.log_softmax(0).mean() + a.logsumexp(1).sum(),
        ["shapes"] = (a, b) => cat([a.T, b.reshape(3, 2)], 1).permute(1, 0)[1..3].square().sum() + stack([a, b]).unbind(0)[1].flip(1).cumsum(1).sum(),
        ["indices"] = (a, b) => (a.gather(1, torch.tensor(new long[,] { { 2, 0 }, { 1, 1 } })) * 3).sum() + (where(a > 0, a, b * 2) * b).sum(),
        ["statistics"] = (a, b) => a.var(1).sum() + b.std() + (a - b).norm() + a.amax([1]).sum(),
        ["einsum"] = (a, b) => einsum("ij,kj->ik", a, b).square().sum(),
        ["layers"] = (a, b) => nn.functional.layer_norm(a, [3], b[0], b[1]).square().sum() + nn.functional.linear(a, b).square().sum(),
        ["convolution"] = (a, b) => nn.functional.conv1d(a.reshape(1, 1, 6), b.reshape(2, 1, 3), padding: 1).square().sum(),
        ["losses"] = (a, b) => nn.functional.mse_loss(a, b) + nn.functional.huber_loss(a, b, 0.5)
            + nn.functional.cross_entropy(a, torch.tensor(new[] { 2L, 0 })) + nn.functional.binary_cross_entropy_with_logits(a, b.sigmoid()),
    };

    [TorchTheory]
    [MemberData(nameof(Functions))]
    public void Backward_OfFunction_AgreesWithFiniteDifferences(string function)
    {
        using var scope = NewDisposeScope();
        double[] left = [0.3, -0.8, 1.1, 0.45, -0.25, 0.9], right = [-0.6, 0.7, 0.2, 1.3, -1.05, 0.35];
        var a = torch.tensor(left, [2L, 3L], requires_grad: true);
        var b = torch.tensor(right, [2L, 3L], requires_grad: true);
        Cases[function](a, b).backward();

        Expect.Elements(a.grad!, [2, 3], Differences(left, x => Cases[function](x, b.detach())), 2e-8);
        Expect.Elements(b.grad!, [2, 3], Differences(right, x => Cases[function](a.detach(), x)), 2e-8);
    }

    [TorchFact]
    public void Backward_Twice_AddsUpAndNeedsTheGraph()
    {
        using var scope = NewDisposeScope();
        var x = torch.tensor(3.0, requires_grad: true);
        var y = x * x;
        y.backward(retain_graph: true);
        y.backward();
        Assert.Equal(12, x.grad!.item<double>());
        var error = Assert.Throws<ExternalException>(() => y.backward());
        Assert.Contains("backward through the graph a second time", error.Message);
    }

    [TorchFact]
    public void Backward_WithWeights_ScalesGradients()
    {
        using var scope = NewDisposeScope();
        var x = torch.tensor(new[] { 1.0, 2 }, requires_grad: true);
        (x * x).backward([torch.tensor(new[] { 10.0, 100 })]);
        Expect.Elements(x.grad!, [2], [20, 400]);
    }

    [TorchFact]
    public void Grad_WithGraph_CanBeDifferentiatedAgain()
    {
        using var scope = NewDisposeScope();
        var x = torch.tensor(2.0, requires_grad: true);
        var first = autograd.grad([x.pow(3)], [x], create_graph: true)[0];
        var second = autograd.grad([first], [x])[0];
        Assert.Equal(12, first.item<double>());
        Assert.Equal(12, second.item<double>());
    }

    [TorchFact]
    public void NoGrad_UntilDisposed_RecordsNothing()
    {
        using var scope = NewDisposeScope();
        var x = torch.tensor(2.0, requires_grad: true);
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
                Assert.True((x * 2).requires_grad);
        }

        Assert.True((x * 2).requires_grad);
        using (inference_mode())
            Assert.True(is_inference_mode_enabled());
        Assert.False(is_inference_mode_enabled());
    }

    [TorchFact]
    public void Detach_OfComputed_IsALeafOverTheSameMemory()
    {
        using var scope = NewDisposeScope();
        var x = torch.tensor(2.0, requires_grad: true);
        var y = x * 2;
        var detached = y.detach();
        Assert.False(y.is_leaf);
        Assert.True(detached.is_leaf);
        detached.fill_(9);
        Assert.Equal(9, y.item<double>());
    }

    [TorchFact]
    public void GradientClipping_AboveTheLimit_ScalesToIt()
    {
        using var scope = NewDisposeScope();
        var p = nn.Parameter(zeros([2L], float64));
        p.grad = torch.tensor(new[] { 3.0, 4 });
        Assert.Equal(5, nn.utils.clip_grad_norm_([p], 1), 12);
        Expect.Elements(p.grad!, [2], [0.6, 0.8], 2e-6);
        nn.utils.clip_grad_value_([p], 0.7);
        Expect.Elements(p.grad!, [2], [0.6, 0.7], 2e-6);
        p.Dispose();
    }

    // Central differences with two step lengths, extrapolated (Richardson).
    private static double[] Differences(double[] at, Func<Tensor, Tensor> function)
    {
        using var mode = no_grad();
        return [.. at.Select((_, index) => ((4 * Slope(1e-4, index)) - Slope(2e-4, index)) / 3)];

        double Slope(double step, int index) => (At(index, step) - At(index, -step)) / (2 * step);

        double At(int index, double step)
        {
            double[] moved = [.. at];
            moved[index] += step;
            return function(torch.tensor(moved, [2L, 3L])).item<double>();
        }
    }
}
