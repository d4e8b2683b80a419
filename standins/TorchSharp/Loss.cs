namespace TorchSharp;

/// <summary>A measure of the difference between predictions and targets.</summary>
public abstract class Loss<T1, T2, TResult> : torch.nn.Module<T1, T2, TResult>
{
    /// <summary>With what becomes of the losses of single elements.</summary>
    public Loss(torch.nn.Reduction reduction = torch.nn.Reduction.Mean)
        : base(nameof(Loss<T1, T2, TResult>)) => this.reduction = reduction;

    /// <summary>What becomes of the losses of single elements.</summary>
    public torch.nn.Reduction reduction { get; }
}
