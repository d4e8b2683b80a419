using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The numbers from start until before stop by steps; whole ones where all three are.</summary>
    /// <exception cref="ExternalException">The step is zero or leads away from stop.</exception>
    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Factory.Finish(
            Ops.arange_start_step.Single(start, stop, step, dtype ?? SequenceType(start, stop, step), Value.None, InitializeDevice(device)),
            requires_grad);

    /// <summary>The numbers from start until before stop by ones; whole ones where both are.</summary>
    /// <exception cref="ExternalException">Stop is smaller than start.</exception>
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>The numbers from zero until before stop by ones; whole ones where stop is.</summary>
    /// <exception cref="ExternalException">Stop is negative.</exception>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>Numbers from start to end, both included, at equal distances.</summary>
    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Factory.Finish(Ops.linspace.Single(start, end, steps, Factory.Type(dtype), Value.None, InitializeDevice(device)), requires_grad);

    /// <summary>Powers of a base from start to end, both included, at equal distances of the exponents.</summary>
    public static Tensor logspace(
        double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Factory.Finish(
            Ops.logspace.Single(start, end, steps, @base, Factory.Type(dtype), Value.None, InitializeDevice(device)), requires_grad);

    /// <summary>A matrix with ones on the diagonal; as many columns as rows where they are not given.</summary>
    public static Tensor eye(
        long rows, long columns = -1L, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Factory.Finish(
            Ops.eye_m.Single(
                rows, columns == -1 ? rows : columns, Factory.Type(dtype), Value.None, InitializeDevice(device)), requires_grad, names);

    private static ScalarType SequenceType(params ReadOnlySpan<Scalar> numbers)
    {
        foreach (var number in numbers)
        {
            if (!is_integral(number.Type))
                return DefaultType;
        }

        return ScalarType.Int64;
    }
}
