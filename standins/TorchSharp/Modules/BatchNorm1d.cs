using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Batch normalisation of inputs (batch, features) or (batch, features, length).</summary>
public sealed class BatchNorm1d : BatchNorm
{
    internal BatchNorm1d(long features, double eps, double momentum, bool affine, bool trackRunning, Device? device, ScalarType? dtype)
        : base(features, eps, momentum, affine, trackRunning, device, dtype, nameof(BatchNorm1d))
    {
    }

    /// <inheritdoc/>
    protected override void ValidateInputDimensions(Tensor input)
    {
        if (input.ndim is not (2 or 3))
            throw new ArgumentException($"expected 2D or 3D input, but got {input.ndim}D input.");
    }
}
