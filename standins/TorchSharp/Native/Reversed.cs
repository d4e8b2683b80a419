namespace TorchSharp.Native;

/// <summary>Operations whose left operand is a number.</summary>
internal static class Reversed
{
    public static torch.Tensor Divide(Scalar left, torch.Tensor right)
    {
        using var reciprocal = right.reciprocal();
        return reciprocal.mul(left);
    }
}
