using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Makes one dimension of several.</summary>
public sealed class Flatten : nn.Module<Tensor, Tensor>
{
    internal Flatten(long start, long end)
        : base(nameof(Flatten))
    {
        start_dim = start;
        end_dim = end;
    }

    /// <summary>The first dimension of those.</summary>
    public long start_dim { get; set; }

    /// <summary>The last dimension of those; negative ones count from the end.</summary>
    public long end_dim { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.flatten(start_dim, end_dim);
}
