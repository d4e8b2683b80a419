using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The positive part plus a fraction of the negative part.</summary>
public sealed class LeakyReLU : nn.Module<Tensor, Tensor>
{
    internal LeakyReLU(double negative_slope, bool inplace)
        : base(nameof(LeakyReLU))
    {
        this.negative_slope = negative_slope;
        this.inplace = inplace;
    }

    /// <summary>The fraction.</summary>
    public double negative_slope { get; set; }

    /// <summary>Whether the input is overwritten.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.leaky_relu(tensor, negative_slope, inplace);
}
