using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A view with the given sizes and strides.</summary>
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0L) =>
            Ops.as_strided.Single(this, size, strides, storageOffset);

        /// <summary>The tensor in one block of memory, copied only where it is not.</summary>
        public Tensor contiguous() => Ops.contiguous.Single(this);

        /// <summary>The same elements in another shape; one length may be -1.</summary>
        public Tensor reshape(params long[] shape) => Ops.reshape.Single(this, shape);

        /// <summary>Makes one dimension of several.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Ops.flatten_using_ints.Single(this, start_dim, end_dim);

        /// <summary>Makes several dimensions of one.</summary>
        public Tensor unflatten(long dim, params long[] sizes) => Ops.unflatten_int.Single(this, dim, sizes);

        /// <summary>Makes several dimensions of one.</summary>
        public Tensor unflatten(long dim, Size sizes) => Ops.unflatten_int.Single(this, dim, sizes.Shape);

        /// <summary>Takes out dimensions of length one.</summary>
        public Tensor squeeze(long? dim = null) => dim is { } one ? Ops.squeeze_dim.Single(this, one) : Ops.squeeze.Single(this);

        /// <summary>In place: takes out dimensions of length one.</summary>
        public Tensor squeeze_(long? dim = null) => dim is { } one ? Ops.squeeze__dim.InPlace(this, one) : Ops.squeeze_.InPlace(this);

        /// <summary>The transposed matrix.</summary>
        public Tensor t() => Ops.t.Single(this);

        /// <summary>Exchanges two dimensions.</summary>
        public Tensor transpose(long dim0, long dim1) => Ops.transpose_int.Single(this, dim0, dim1);

        /// <summary>In place: exchanges two dimensions.</summary>
        public Tensor transpose_(long dim0, long dim1) => Ops.transpose_.InPlace(this, dim0, dim1);

        /// <summary>Exchanges two dimensions.</summary>
        public Tensor swapdims(long dim0, long dim1) => Ops.swapdims.Single(this, dim0, dim1);

        /// <summary>Exchanges two dimensions.</summary>
        public Tensor swapaxes(long dim0, long dim1) => Ops.swapaxes.Single(this, dim0, dim1);

        /// <summary>The same memory in another shape; one length may be -1.</summary>
        public Tensor view(params long[] shape) => Ops.view.Single(this, shape);

        /// <summary>The same memory in the shape of another tensor.</summary>
        public Tensor view_as(Tensor other) => Ops.view_as.Single(this, other);

        /// <summary>Repeats the tensor along each dimension.</summary>
        public Tensor tile(long[] reps) => Ops.tile.Single(this, reps);

        /// <summary>Makes one dimension of all.</summary>
        public Tensor ravel() => Ops.ravel.Single(this);

        /// <summary>Mixes channels of groups.</summary>
        public Tensor channel_shuffle(long groups) => Ops.channel_shuffle.Single(this, groups);

        /// <summary>The sliding windows along a dimension, as a new last dimension.</summary>
        public Tensor unfold(long dimension, long size, long step) => Ops.unfold.Single(this, dimension, size, step);

        /// <summary>Repeats dimensions of length one without copying.</summary>
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => Ops.expand.Single(this, sizes.ToArray(), isImplicit);

        /// <summary>Repeats dimensions of length one without copying.</summary>
        public Tensor expand(Size sizes, bool isImplicit = false) => Ops.expand.Single(this, sizes.Shape, isImplicit);

        /// <summary>Repeats dimensions of length one without copying.</summary>
        public Tensor expand(long[] sizes, bool isImplicit = false) => Ops.expand.Single(this, sizes, isImplicit);

        /// <summary>Repeats dimensions of length one without copying, to the shape of another tensor.</summary>
        public Tensor expand_as(Tensor other) => Ops.expand_as.Single(this, other);

        /// <summary>Repeats dimensions of length one without copying.</summary>
        public Tensor expand(params long[] sizes) => Ops.expand.Single(this, sizes);

        /// <summary>Repeats the tensor along each dimension.</summary>
        public Tensor repeat(params long[] sizes) => Ops.repeat.Single(this, sizes);

        /// <summary>Repeats elements in place.</summary>
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Ops.repeat_interleave_self_Tensor.Single(this, repeats, dim, output_size);

        /// <summary>Repeats elements in place.</summary>
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Ops.repeat_interleave_self_int.Single(this, repeats, dim, output_size);

        /// <summary>Repeats dimensions of length one without copying.</summary>
        public Tensor broadcast_to(params long[] shape) => Ops.broadcast_to.Single(this, shape);

        /// <summary>Moves dimensions to other places.</summary>
        public Tensor movedim(long[] source, long[] destination) => Ops.movedim_intlist.Single(this, source, destination);

        /// <summary>Moves dimensions to other places.</summary>
        public Tensor moveaxis(long[] source, long[] destination) => Ops.moveaxis_intlist.Single(this, source, destination);

        /// <summary>Reorders the dimensions.</summary>
        public Tensor permute(params long[] permutation) => Ops.permute.Single(this, permutation);

        /// <summary>Reorders the dimensions.</summary>
        public Tensor permute(IEnumerable<long> permutation) => Ops.permute.Single(this, permutation.ToArray());

        /// <summary>Reverses the order along dimensions.</summary>
        public Tensor flip(params long[] dims) => Ops.flip.Single(this, dims);

        /// <summary>Reverses the second dimension.</summary>
        public Tensor fliplr() => Ops.fliplr.Single(this);

        /// <summary>Reverses the first dimension.</summary>
        public Tensor flipud() => Ops.flipud.Single(this);

        /// <summary>Shifts elements along dimensions; those that leave come in at the other end.</summary>
        public Tensor roll(long shifts, long? dims = null) =>
            Ops.roll.Single(this, Axes.Of(shifts), dims is { } one ? Axes.Of(one) : Array.Empty<long>());

        /// <summary>Shifts elements along dimensions; those that leave come in at the other end.</summary>
        public Tensor roll((long, long) shifts, (long, long) dims) => Ops.roll.Single(this, Axes.Of(shifts), Axes.Of(dims));

        /// <summary>Shifts elements along dimensions; those that leave come in at the other end.</summary>
        public Tensor roll(long[] shifts, long[] dims) => Ops.roll.Single(this, shifts, dims);

        /// <summary>Shifts elements along dimensions; those that leave come in at the other end.</summary>
        public Tensor roll(long[] shifts) => roll(shifts, Axes.Of(0));

        /// <summary>Turns by 90 degrees, k times.</summary>
        public Tensor rot90(long k = 1, (long, long)? dims = null) => Ops.rot90.Single(this, k, Axes.Of(dims ?? (0, 1)));

        /// <summary>Shifts elements along dimensions; those that leave come in at the other end.</summary>
        public Tensor roll((long, long, long) shifts, (long, long, long) dims) => Ops.roll.Single(this, Axes.Of(shifts), Axes.Of(dims));

        /// <summary>Shifts elements along dimensions; those that leave come in at the other end.</summary>
        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) =>
            Ops.roll.Single(this, shifts.ToArray(), dims.ToArray());

        /// <summary>Puts in a dimension of length one.</summary>
        public Tensor unsqueeze(long dim) => Ops.unsqueeze.Single(this, dim);

        /// <summary>In place: puts in a dimension of length one.</summary>
        public Tensor unsqueeze_(long dim) => Ops.unsqueeze_.InPlace(this, dim);

        /// <summary>The tensor with at least one dimension.</summary>
        public Tensor atleast_1d() => Ops.atleast_1d.Single(this);

        /// <summary>The tensor with at least two dimensions.</summary>
        public Tensor atleast_2d() => Ops.atleast_2d.Single(this);

        /// <summary>The tensor with at least three dimensions.</summary>
        public Tensor atleast_3d() => Ops.atleast_3d.Single(this);
    }
}
