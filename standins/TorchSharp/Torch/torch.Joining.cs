using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Joins tensors along a dimension.</summary>
    /// <exception cref="ExternalException">The other dimensions differ.</exception>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Ops.cat.Single(tensors.ToArray(), dim);

    /// <summary>Joins tensors along a dimension.</summary>
    /// <exception cref="ExternalException">The other dimensions differ.</exception>
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Ops.cat.Single(tensors, dim);

    /// <summary>Joins tensors along a dimension.</summary>
    /// <exception cref="ExternalException">The other dimensions differ.</exception>
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Ops.cat.Single(tensors.ToArray(), dim);

    /// <summary>Joins tensors along a dimension.</summary>
    /// <exception cref="ExternalException">The other dimensions differ.</exception>
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => Ops.cat.Single(tensors.ToArray(), dim);

    /// <summary>Joins tensors along a dimension.</summary>
    /// <exception cref="ExternalException">The other dimensions differ.</exception>
    public static Tensor concat(Tensor[] tensors, long dim = 0) => Ops.cat.Single(tensors, dim);

    /// <summary>Joins tensors along a dimension.</summary>
    /// <exception cref="ExternalException">The other dimensions differ.</exception>
    public static Tensor concat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Ops.cat.Single(tensors.ToArray(), dim);

    /// <summary>Joins tensors of one shape along a new dimension.</summary>
    /// <exception cref="ExternalException">The shapes differ.</exception>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Ops.stack.Single(tensors.ToArray(), dim);

    /// <summary>Joins tensors along the second dimension.</summary>
    public static Tensor hstack(IList<Tensor> tensors) => Ops.hstack.Single(tensors.ToArray());

    /// <summary>Joins tensors along the second dimension.</summary>
    public static Tensor hstack(params Tensor[] tensors) => Ops.hstack.Single(tensors);

    /// <summary>Joins tensors along the second dimension.</summary>
    public static Tensor hstack(ReadOnlySpan<Tensor> tensors) => Ops.hstack.Single(tensors.ToArray());

    /// <summary>Joins tensors along the first dimension.</summary>
    public static Tensor vstack(IList<Tensor> tensors) => Ops.vstack.Single(tensors.ToArray());

    /// <summary>Joins tensors along the first dimension.</summary>
    public static Tensor vstack(Tensor[] tensors) => Ops.vstack.Single(tensors);

    /// <summary>Joins tensors along the first dimension.</summary>
    public static Tensor vstack(ReadOnlySpan<Tensor> tensors) => Ops.vstack.Single(tensors.ToArray());

    /// <summary>Joins tensors along the third dimension.</summary>
    public static Tensor dstack(IList<Tensor> tensors) => Ops.dstack.Single(tensors.ToArray());

    /// <summary>Joins tensors along the third dimension.</summary>
    public static Tensor dstack(params Tensor[] tensors) => Ops.dstack.Single(tensors);

    /// <summary>Joins tensors along the third dimension.</summary>
    public static Tensor dstack(ReadOnlySpan<Tensor> tensors) => Ops.dstack.Single(tensors.ToArray());

    /// <summary>Sums of products by Einstein's convention, as <c>ij,jk->ik</c>.</summary>
    /// <exception cref="ExternalException">The equation does not fit the tensors.</exception>
    public static Tensor einsum(string equation, params Tensor[] tensors) => Ops.einsum.Single(equation, tensors);

    /// <summary>Tensors with the same shape, dimensions of length one repeated.</summary>
    /// <exception cref="ExternalException">The shapes do not fit.</exception>
    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors) => Ops.broadcast_tensors.List(tensors);

    /// <summary>The coordinates of a grid, by rows (ij) or by columns (xy).</summary>
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") =>
        Ops.meshgrid_indexing.List(tensors.ToArray(), indexing);

    /// <summary>A copy, through which gradients flow.</summary>
    public static Tensor clone(Tensor input) => input.clone();

    /// <summary>Whether all elements are close: |a - b| is at most atol + rtol |b|.</summary>
    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
        tensor.allclose(target, rtol, atol, equal_nan);

    /// <summary>The distances between all rows of two matrices, by the p-norm.</summary>
    public static Tensor cdist(
        Tensor x1, Tensor x2, double p = 2.0, compute_mode compute_mode = compute_mode.use_mm_for_euclid_dist_if_necessary) =>
        Ops.cdist.Single(x1, x2, p, (long)compute_mode);
}
