using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// Brings features to mean 0 and deviation 1 by the batch while learning, by running means otherwise; then scales and shifts.
/// </summary>
public abstract class BatchNorm : NormBase
{
    /// <summary>The layer for a number of features.</summary>
    public BatchNorm(
        long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        var share = momentum ?? 0;
        if (training && track_running_stats && num_batches_tracked is { } batches)
        {
            batches.add_(1);
            if (momentum is null)
                share = 1.0 / batches.ToDouble();
        }

        var useRunning = !training || track_running_stats;
        return nn.functional.batch_norm(
            input, useRunning ? running_mean : null, useRunning ? running_var : null, weight, bias, training || running_mean is null, share, eps);
    }
}
