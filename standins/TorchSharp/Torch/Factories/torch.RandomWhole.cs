using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Whole random numbers from low until before high, all equally likely.</summary>
    public static Tensor randint(
        long low, long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        Factory.Finish(
            Ops.randint_low_generator.Single(low, high, size.Shape, generator, dtype ?? ScalarType.Int64, Value.None, InitializeDevice(device)),
            requires_grad,
            names);

    /// <summary>Whole random numbers from low until before high, all equally likely.</summary>
    public static Tensor randint(
        long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        Factory.Finish(
            Ops.randint_low_generator.Single(low, high, size, generator, dtype ?? ScalarType.Int64, Value.None, InitializeDevice(device)),
            requires_grad,
            names);

    /// <summary>Whole random numbers from zero until before high, all equally likely.</summary>
    public static Tensor randint(
        long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        Factory.Finish(
            Ops.randint_low_generator.Single(0, high, size.Shape, generator, dtype ?? ScalarType.Int64, Value.None, InitializeDevice(device)),
            requires_grad,
            names);

    /// <summary>Whole random numbers from zero until before high, all equally likely.</summary>
    public static Tensor randint(
        long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        Factory.Finish(
            Ops.randint_low_generator.Single(0, high, size, generator, dtype ?? ScalarType.Int64, Value.None, InitializeDevice(device)),
            requires_grad,
            names);


    /// <summary>The numbers from zero until before n in random order.</summary>
    public static Tensor randperm(
        long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Factory.Finish(
            Ops.randperm_generator.Single(n, generator, dtype ?? ScalarType.Int64, Value.None, InitializeDevice(device)), requires_grad);

    /// <summary>Random numbers, normal with the given mean and deviation.</summary>
    public static Tensor normal(
        double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        randn(size, dtype, device, false, generator, names).mul_(std).add_(mean).requires_grad_(requires_grad);
}
