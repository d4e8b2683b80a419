using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Repeats dimensions of length one without copying.</summary>
    public static Tensor broadcast_to(Tensor input, params long[] shape) => input.broadcast_to(shape);

    /// <summary>Makes one dimension of several.</summary>
    public static Tensor flatten(Tensor input, long start_dim = 0, long end_dim = -1) => input.flatten(start_dim, end_dim);

    /// <summary>Reverses the order along dimensions.</summary>
    public static Tensor flip(Tensor input, params long[] dims) => input.flip(dims);

    /// <summary>Reverses the second dimension.</summary>
    public static Tensor fliplr(Tensor input) => input.fliplr();

    /// <summary>Reverses the first dimension.</summary>
    public static Tensor flipud(Tensor input) => input.flipud();

    /// <summary>Turns by 90 degrees, k times.</summary>
    public static Tensor rot90(Tensor input, long k = 1, (long, long)? dims = null) => input.rot90(k, dims);

    /// <summary>Makes one dimension of all.</summary>
    public static Tensor ravel(Tensor input) => input.ravel();

    /// <summary>Repeats elements in place.</summary>
    public static Tensor repeat_interleave(Tensor input, long repeats, long? dim = null, long? output_size = null) =>
        input.repeat_interleave(repeats, dim, output_size);

    /// <summary>Repeats elements in place.</summary>
    public static Tensor repeat_interleave(Tensor input, Tensor repeats, long? dim = null, long? output_size = null) =>
        input.repeat_interleave(repeats, dim, output_size);

    /// <summary>Shifts elements along dimensions; those that leave come in at the other end.</summary>
    public static Tensor roll(Tensor input, long shifts, long? dims = null) => input.roll(shifts, dims);

    /// <summary>Shifts elements along dimensions; those that leave come in at the other end.</summary>
    public static Tensor roll(Tensor input, (long, long) shifts, (long, long) dims) => input.roll(shifts, dims);

    /// <summary>Shifts elements along dimensions; those that leave come in at the other end.</summary>
    public static Tensor roll(Tensor input, (long, long, long) shifts, (long, long, long) dims) => input.roll(shifts, dims);

    /// <summary>Shifts elements along dimensions; those that leave come in at the other end.</summary>
    public static Tensor roll(Tensor input, long[] shifts, long[] dims) => input.roll(shifts, dims);

    /// <summary>Shifts elements along dimensions; those that leave come in at the other end.</summary>
    public static Tensor roll(Tensor input, long[] shifts) => input.roll(shifts);

    /// <summary>Shifts elements along dimensions; those that leave come in at the other end.</summary>
    public static Tensor roll(Tensor input, ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => input.roll(shifts, dims);

    /// <summary>Takes out dimensions of length one.</summary>
    public static Tensor squeeze(Tensor input, long? dim = null) => input.squeeze(dim);

    /// <summary>In place: takes out dimensions of length one.</summary>
    public static Tensor squeeze_(Tensor input, long? dim = null) => input.squeeze_(dim);

    /// <summary>Makes several dimensions of one.</summary>
    public static Tensor unflatten(Tensor input, long dim, params long[] sizes) => input.unflatten(dim, sizes);

    /// <summary>Makes several dimensions of one.</summary>
    public static Tensor unflatten(Tensor input, long dim, Size sizes) => input.unflatten(dim, sizes);

    /// <summary>Moves dimensions to other places.</summary>
    public static Tensor movedim(Tensor input, long source, long destination) => Ops.movedim_int.Single(input, source, destination);

    /// <summary>Moves dimensions to other places.</summary>
    public static Tensor movedim(Tensor input, long[] source, long[] destination) => input.movedim(source, destination);

    /// <summary>Moves dimensions to other places.</summary>
    public static Tensor moveaxis(Tensor input, long source, long destination) => Ops.moveaxis_int.Single(input, source, destination);

    /// <summary>Moves dimensions to other places.</summary>
    public static Tensor moveaxis(Tensor input, (long, long) source, (long, long) destination) =>
        Ops.moveaxis_intlist.Single(input, new[] { source.Item1, source.Item2 }, new[] { destination.Item1, destination.Item2 });

    /// <summary>Moves dimensions to other places.</summary>
    public static Tensor moveaxis(Tensor input, (long, long, long) source, (long, long, long) destination) =>
        Ops.moveaxis_intlist.Single(
            input, new[] { source.Item1, source.Item2, source.Item3 }, new[] { destination.Item1, destination.Item2, destination.Item3 });

    /// <summary>Moves dimensions to other places.</summary>
    public static Tensor moveaxis(Tensor input, long[] source, long[] destination) => input.moveaxis(source, destination);

    /// <summary>Reorders the dimensions.</summary>
    public static Tensor permute(Tensor input, params long[] permutation) => input.permute(permutation);

    /// <summary>The same elements in another shape; one length may be -1.</summary>
    public static Tensor reshape(Tensor input, params long[] shape) => input.reshape(shape);

    /// <summary>Exchanges two dimensions.</summary>
    public static Tensor swapaxes(Tensor input, long axis0, long axis1) => input.swapaxes(axis0, axis1);

    /// <summary>Exchanges two dimensions.</summary>
    public static Tensor swapdims(Tensor input, long dim0, long dim1) => input.swapdims(dim0, dim1);

    /// <summary>The transposed matrix.</summary>
    public static Tensor t(Tensor input) => input.t();

    /// <summary>Repeats the tensor along each dimension.</summary>
    public static Tensor tile(Tensor input, long[] dims) => input.tile(dims);

    /// <summary>Exchanges two dimensions.</summary>
    public static Tensor transpose(Tensor input, long dim0, long dim1) => input.transpose(dim0, dim1);

    /// <summary>Puts in a dimension of length one.</summary>
    public static Tensor unsqueeze(Tensor input, long dim) => input.unsqueeze(dim);

    /// <summary>In place: puts in a dimension of length one.</summary>
    public static Tensor unsqueeze_(Tensor input, long dim) => input.unsqueeze_(dim);
}
