using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor of one element without dimensions.</summary>
    public static Tensor tensor(double scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Factory.Of([scalar], [], ScalarType.Float64, dtype, device, requires_grad, null);

    /// <summary>A tensor with a copy of the elements.</summary>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    public static Tensor tensor(
        IList<double> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factory.Of<double>([.. rawArray], [rawArray.Count], ScalarType.Float64, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the elements.</summary>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    public static Tensor tensor(
        double[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factory.Of<double>(rawArray, [rawArray.Length], ScalarType.Float64, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the elements.</summary>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    public static Tensor tensor(
        double[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Factory.Of<double>(rawArray, dimensions, ScalarType.Float64, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the elements.</summary>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    public static Tensor tensor(
        IList<double> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Factory.Of<double>([.. rawArray], [rows, columns], ScalarType.Float64, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the elements.</summary>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    public static Tensor tensor(
        IList<double> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Factory.Of<double>([.. rawArray], [dim0, dim1, dim2], ScalarType.Float64, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the elements.</summary>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    public static Tensor tensor(
        IList<double> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Factory.Of<double>([.. rawArray], [dim0, dim1, dim2, dim3], ScalarType.Float64, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the elements.</summary>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    public static Tensor tensor(
        double[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factory.Of<double>(
            Factory.Flat<double>(rawArray), Factory.Shape(rawArray), ScalarType.Float64, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the elements.</summary>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    public static Tensor tensor(
        double[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factory.Of<double>(
            Factory.Flat<double>(rawArray), Factory.Shape(rawArray), ScalarType.Float64, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the elements.</summary>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    public static Tensor tensor(
        double[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factory.Of<double>(
            Factory.Flat<double>(rawArray), Factory.Shape(rawArray), ScalarType.Float64, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of the elements.</summary>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    public static Tensor tensor(
        Memory<double> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Factory.Of<double>(rawArray.Span, dimensions, ScalarType.Float64, dtype, device, requires_grad, names);
}
