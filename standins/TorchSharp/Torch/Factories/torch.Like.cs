using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Normal random numbers in the shape of another tensor.</summary>
    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Factory.RandnLike(input, dtype, device, requires_grad, null);

    /// <summary>Uniform random numbers in the shape of another tensor.</summary>
    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Factory.RandLike(input, dtype, device, requires_grad, null);

    /// <summary>The same number in the shape of another tensor.</summary>
    public static Tensor full_like(
        Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factory.FullLike(input, value, dtype, device, requires_grad, names);

    /// <summary>A tensor in the shape of another, its elements whatever the memory holds.</summary>
    public static Tensor empty_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factory.EmptyLike(input, dtype, device, requires_grad, names);

    /// <summary>Zeros in the shape of another tensor.</summary>
    public static Tensor zeros_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factory.ZerosLike(input, dtype, device, requires_grad, names);

    /// <summary>Ones in the shape of another tensor.</summary>
    public static Tensor ones_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factory.OnesLike(input, dtype, device, requires_grad, names);
}
