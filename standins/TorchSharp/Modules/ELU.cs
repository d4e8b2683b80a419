using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The exponential linear unit.</summary>
public sealed class ELU : nn.Module<Tensor, Tensor>
{
    internal ELU(double alpha, bool inplace)
        : base(nameof(ELU))
    {
        this.alpha = alpha;
        this.inplace = inplace;
    }

    /// <summary>Minus the least value.</summary>
    public double alpha { get; set; }

    /// <summary>Whether the input is overwritten.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.elu(tensor, alpha, inplace);
}
