using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The cross entropy of scores of classes.</summary>
public sealed class CrossEntropyLoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    /// <summary>The loss with its settings.</summary>
    public CrossEntropyLoss(
        Tensor? weight = null, long? ignore_index = null, nn.Reduction reduction = nn.Reduction.Mean, double label_smoothing = 0.0)
        : base(weight, reduction)
    {
        this.ignore_index = ignore_index;
        this.label_smoothing = label_smoothing;
    }

    /// <summary>The class whose rows do not count, or null.</summary>
    public long? ignore_index { get; }

    /// <summary>The share of the uniform distribution in the targets.</summary>
    public double label_smoothing { get; }

    /// <inheritdoc/>
    public override Tensor forward(
        Tensor input, Tensor target) =>
        nn.functional.cross_entropy(input, target, weight, ignore_index ?? -100, reduction, label_smoothing);
}
