using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Half the squared difference up to delta, linear beyond.</summary>
public sealed class HuberLoss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>The loss with its settings.</summary>
    public HuberLoss(double delta = 1.0, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction) => this.delta = delta;

    /// <summary>Where the loss becomes linear.</summary>
    public double delta { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => nn.functional.huber_loss(input, target, delta, reduction);
}
