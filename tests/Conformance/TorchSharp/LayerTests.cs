using TorchSharp;
using static TorchSharp.torch;

namespace OrleansML.Conformance.TorchSharp;

/// <summary>Layers as functions, against vectors from the ONNX operator specification and against sums by hand.</summary>
public sealed class LayerTests
{
    // Conv of the ONNX specification: 5x5 from 0 to 24, a 3x3 kernel of ones.
    [TorchFact]
    public void Conv2d_OfOnnxExample_GivesItsResult()
    {
        using var scope = NewDisposeScope();
        var x = arange(25, float32).reshape(1, 1, 5, 5);
        var kernel = ones(1, 1, 3, 3);
        Expect.Elements(
            nn.functional.conv2d(x, kernel, padding: [1, 1]),
            [1, 1, 5, 5],
            [12, 21, 27, 33, 24, 33, 54, 63, 72, 51, 63, 99, 108, 117, 81, 93, 144, 153, 162, 111, 72, 111, 117, 123, 84]);
        Expect.Elements(nn.functional.conv2d(x, kernel), [1, 1, 3, 3], [54, 63, 72, 99, 108, 117, 144, 153, 162]);
        Expect.Elements(nn.functional.conv2d(x, kernel, strides: [2, 2], padding: [1, 1]), [1, 1, 3, 3], [12, 27, 24, 63, 108, 81, 72, 117, 84]);
        Expect.Elements(nn.functional.conv2d_padding(x, kernel, padding: Padding.Same)[0, 0, 0], [5], [12, 21, 27, 33, 24]);
    }

    // ConvTranspose of the ONNX specification: 3x3 from 0 to 8, two 3x3 kernels of ones.
    [TorchFact]
    public void ConvTranspose2d_OfOnnxExample_GivesItsResult()
    {
        using var scope = NewDisposeScope();
        var y = nn.functional.conv_transpose2d(arange(9, float32).reshape(1, 1, 3, 3), ones(1, 2, 3, 3));
        double[] plane = [0, 1, 3, 3, 2, 3, 8, 15, 12, 7, 9, 21, 36, 27, 15, 9, 20, 33, 24, 13, 6, 13, 21, 15, 8];
        Expect.Elements(y, [1, 2, 5, 5], [.. plane, .. plane]);
    }

    [TorchFact]
    public void Conv1d_WithStrideAndGroups_SumsByHand()
    {
        using var scope = NewDisposeScope();
        var x = torch.tensor(new[] { 1f, 2, 3, 4, 10, 20, 30, 40 }, 1, 2, 4);
        var kernel = torch.tensor(new[] { 1f, 1, 1, -1 }, 2, 1, 2);
        Expect.Elements(nn.functional.conv1d(x, kernel, torch.tensor(new[] { 0f, 5 }), stride: 2, groups: 2), [1, 2, 2], [3, 7, -5, -5]);
    }

    // MaxPool and AveragePool of the ONNX specification: 5x5 from 1 to 25.
    [TorchFact]
    public void Pooling_OfOnnxExamples_GivesTheirResults()
    {
        using var scope = NewDisposeScope();
        var x = arange(1, 26, float32).reshape(1, 1, 5, 5);
        Expect.Elements(nn.functional.max_pool2d(x, [2, 2], [2, 2]), [1, 1, 2, 2], [7, 9, 17, 19]);
        Expect.Elements(
            nn.functional.max_pool2d(x, [5, 5], [1, 1], [2, 2]),
            [1, 1, 5, 5],
            [13, 14, 15, 15, 15, 18, 19, 20, 20, 20, 23, 24, 25, 25, 25, 23, 24, 25, 25, 25, 23, 24, 25, 25, 25]);
        var (_, places) = nn.functional.max_pool2d_with_indices(x, [2, 2], [2, 2]);
        Expect.Elements(places, [1, 1, 2, 2], [6, 8, 16, 18]);
        Expect.Elements(nn.functional.avg_pool2d(x, [2, 2], [2, 2]), [1, 1, 2, 2], [4, 6, 14, 16]);
        Expect.Elements(nn.functional.avg_pool2d(x, [5, 5], [1, 1], [2, 2], count_include_pad: false)[0, 0, 0], [5], [7, 7.5, 8, 8.5, 9]);
        Expect.Elements(nn.functional.adaptive_avg_pool2d(x, 1), [1, 1, 1, 1], [13]);
    }

    // Resize of the ONNX specification: 1 2 / 3 4 doubled.
    [TorchFact]
    public void Interpolate_OfOnnxExamples_GivesTheirResults()
    {
        using var scope = NewDisposeScope();
        var x = torch.tensor(new[] { 1f, 2, 3, 4 }, 1, 1, 2, 2);
        Expect.Elements(
            nn.functional.interpolate(x, scale_factor: [2, 3]), [1, 1, 4, 6], [1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 3, 3, 3, 4, 4, 4]);
        Expect.Elements(
            nn.functional.interpolate(x, scale_factor: [2], mode: InterpolationMode.Bilinear),
            [1, 1, 4, 4],
            [1, 1.25, 1.75, 2, 1.5, 1.75, 2.25, 2.5, 2.5, 2.75, 3.25, 3.5, 3, 3.25, 3.75, 4]);
        Expect.Elements(
            nn.functional.interpolate(x, size: [4, 4], mode: InterpolationMode.Bilinear, align_corners: true)[0, 0, 0],
            [4],
            [1, 4.0 / 3, 5.0 / 3, 2],
            1e-6);
        Assert.Throws<ArgumentException>(() => nn.functional.interpolate(x));
        Assert.Throws<ArgumentException>(() => nn.functional.interpolate(x, [4, 4], align_corners: true));
    }

    [TorchFact]
    public void Pad_OfEveryMode_FollowsItsRule()
    {
        using var scope = NewDisposeScope();
        var x = arange(1, 4, float32).reshape(1, 1, 3);
        Expect.Elements(nn.functional.pad(x, (1, 2), value: 9), [1, 1, 6], [9, 1, 2, 3, 9, 9]);
        Expect.Elements(nn.functional.pad(x, (2, 1), PaddingModes.Reflect), [1, 1, 6], [3, 2, 1, 2, 3, 2]);
        Expect.Elements(nn.functional.pad(x, (1, 1), PaddingModes.Replicate), [1, 1, 5], [1, 1, 2, 3, 3]);
        Expect.Elements(nn.functional.pad(x, (1, 2), PaddingModes.Circular), [1, 1, 6], [3, 1, 2, 3, 1, 2]);
        Expect.Elements(nn.functional.pad(x, [-1, 0]), [1, 1, 2], [2, 3]);
    }

    [TorchFact]
    public void Normalizations_OfSmallInputs_SumByHand()
    {
        using var scope = NewDisposeScope();
        var x = torch.tensor(new[] { 1f, 3, 10, 30 }, 1, 2, 2);
        Expect.Elements(nn.functional.instance_norm(x), [1, 2, 2], [-1, 1, -1, 1], 1e-4);
        var s = Math.Sqrt(((10 * 10) + (8 * 8) + 1 + (19 * 19)) / 4.0);
        Expect.Elements(nn.functional.group_norm(x, 1), [1, 2, 2], [-10 / s, -8 / s, -1 / s, 19 / s], 1e-5);
        Expect.Elements(nn.functional.normalize(torch.tensor(new[,] { { 3f, 4 } })), [1, 2], [0.6, 0.8], 1e-6);
    }

    [TorchFact]
    public void OneHot_OfClasses_HasOnesThere()
    {
        using var scope = NewDisposeScope();
        Expect.Elements(nn.functional.one_hot(torch.tensor(new[] { 2L, 0 }), 4), [2, 4], [0, 0, 1, 0, 1, 0, 0, 0]);
    }

    // Printed by torch.nn.functional of python3-torch 1.13.1 for x = [[0.5, -1, 2], [1.5, 0.2, -0.3]], y = [[0, 1, 1], [1, 0, 0]] and the
    // classes [2, 0]: cross_entropy(x, t), the same with label_smoothing=0.1, binary_cross_entropy_with_logits(x, y), the same with
    // pos_weight=[1, 2, 3], huber_loss(x, y, delta=0.7), smooth_l1_loss(x, y, beta=0.7), mse_loss(x, y, reduction='sum').
    [TorchFact]
    public void Losses_OfSmallInputs_AreAsInPython()
    {
        using var scope = NewDisposeScope();
        var x = torch.tensor(new[,] { { 0.5f, -1, 2 }, { 1.5f, 0.2f, -0.3f } });
        var y = torch.tensor(new[,] { { 0f, 1, 1 }, { 1, 0, 0 } });
        var classes = torch.tensor(new[] { 2L, 0 });
        Near(0.30222341418266296, nn.functional.cross_entropy(x, classes));
        Near(0.42889007925987244, nn.functional.cross_entropy(x, classes, label_smoothing: 0.1));
        Near(0.66136234998703, nn.functional.binary_cross_entropy_with_logits(x, y));
        Near(0.9225485920906067, nn.functional.binary_cross_entropy_with_logits(x, y, pos_weights: torch.tensor(new[] { 1f, 2, 3 })));
        Near(0.32083332538604736, nn.functional.huber_loss(x, y, 0.7));
        Near(0.4583333432674408, nn.functional.smooth_l1_loss(x, y, beta: 0.7));
        Near(5.630000114440918, nn.functional.mse_loss(x, y, nn.Reduction.Sum));
        Near(5.630000114440918 / 6, nn.MSELoss().call(x, y));
        Near(0.66136234998703, nn.BCEWithLogitsLoss().call(x, y));
        Near(0.30222341418266296, nn.CrossEntropyLoss().call(x, classes));
        Near((0.5 + 2 + 1 + 0.5 + 0.2 + 0.3) / 6, nn.L1Loss().call(x, y));
        Near(0.32083332538604736, nn.HuberLoss(0.7).call(x, y));

        static void Near(double expected, Tensor actual) => Assert.Equal(expected, actual.item<float>(), 6);
    }
}
