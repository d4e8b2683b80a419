using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Slides learned kernels over 2 dimensions: inputs (batch, inputs, ...) to outputs (batch, outputs, ...).</summary>
public sealed class Conv2d : Convolution
{
    internal Conv2d(
        long inputs, long outputs, long[] kernel, long[] stride, long[]? padding, Padding? paddingType, long[] dilation, long groups,
        bool hasBias, PaddingModes mode, Device? device, ScalarType? dtype)
        : base(
            nameof(Conv2d), inputs, outputs, kernel, stride, padding, paddingType, dilation, groups, hasBias, mode, device, dtype)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        Demand(input);
        if (padding_mode != PaddingModes.Zeros)
        {
            using var padded = Padded(input);
            return Ops.conv2d.Single(padded, weight, bias, stride, Value.Default, dilation, groups);
        }

        return padding_type is { } type
            ? Ops.conv2d_padding.Single(input, weight, bias, stride, type == Padding.Same ? "same" : "valid", dilation, groups)
            : Ops.conv2d.Single(input, weight, bias, stride, Lists.OrDefault(padding), dilation, groups);
    }
}
