namespace TorchSharp.Native;

/// <summary>Results in another element type, where one is asked for.</summary>
internal static class Conversions
{
    public static torch.Tensor As(this torch.Tensor tensor, torch.ScalarType? type) =>
        type is { } wanted && wanted != tensor.dtype ? tensor.to_type(wanted, disposeAfter: true) : tensor;

    public static (torch.Tensor, torch.Tensor) As(this (torch.Tensor, torch.Tensor) pair, torch.ScalarType? type) =>
        (pair.Item1.As(type), pair.Item2.As(type));
}
