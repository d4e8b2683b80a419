using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module learns. It belongs to no dispose scope.</summary>
public class Parameter : Tensor
{
    /// <summary>A parameter over the native tensor of another, which is of no use any more.</summary>
    public Parameter(Tensor data, bool requires_grad = true)
        : base(data.with_requires_grad(requires_grad).TakeHandle(), register: false)
    {
    }
}
