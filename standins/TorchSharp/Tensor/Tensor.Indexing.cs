using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Picks places of a dimension.</summary>
        public Tensor index_select(long dim, Tensor index) => Ops.index_select.Single(this, dim, index);

        /// <summary>One place of a dimension.</summary>
        public Tensor select(long dim, long index) => Ops.select_int.Single(this, dim, index);

        /// <summary>Picks elements of the flattened tensor.</summary>
        public Tensor take(Tensor index) => Ops.take.Single(this, index);

        /// <summary>The places of the elements that are not zero, one per row.</summary>
        public Tensor argwhere() => Ops.argwhere.Single(this);

        /// <summary>Picks elements along a dimension.</summary>
        public Tensor take_along_dim(Tensor indices) => Ops.take_along_dim.Single(this, indices);

        /// <summary>Picks elements along a dimension.</summary>
        public Tensor take_along_dim(Tensor indices, long dim) => Ops.take_along_dim.Single(this, indices, dim);

        /// <summary>Adds alpha times a tensor at places of a dimension.</summary>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Ops.index_add.Single(this, dim, index, source, alpha);

        /// <summary>In place: adds alpha times a tensor at places of a dimension.</summary>
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Ops.index_add_.InPlace(this, dim, index, source, alpha);

        /// <summary>Copies a tensor to places of a dimension.</summary>
        public Tensor index_copy(long dim, Tensor index, Tensor source) => Ops.index_copy.Single(this, dim, index, source);

        /// <summary>In place: copies a tensor to places of a dimension.</summary>
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Ops.index_copy_.InPlace(this, dim, index, source);

        /// <summary>Fills places of a dimension.</summary>
        public Tensor index_fill(long dim, Tensor index, Scalar value) => Ops.index_fill_int_Scalar.Single(this, dim, index, value);

        /// <summary>In place: fills places of a dimension.</summary>
        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Ops.index_fill__int_Scalar.InPlace(this, dim, index, value);

        /// <summary>The lower triangle.</summary>
        public Tensor tril(long diagonal = 0) => Ops.tril.Single(this, diagonal);

        /// <summary>In place: the lower triangle.</summary>
        public Tensor tril_(long diagonal = 0) => Ops.tril_.InPlace(this, diagonal);

        /// <summary>The upper triangle.</summary>
        public Tensor triu(long diagonal = 0) => Ops.triu.Single(this, diagonal);

        /// <summary>In place: the upper triangle.</summary>
        public Tensor triu_(long diagonal = 0) => Ops.triu_.InPlace(this, diagonal);

        /// <summary>The diagonal of a matrix, or the matrix of a diagonal.</summary>
        public Tensor diag(long diagonal = 0) => Ops.diag.Single(this, diagonal);

        /// <summary>The sum of the diagonal.</summary>
        public Tensor trace() => Ops.trace.Single(this);

        /// <summary>The matrices with the last dimension as their diagonals.</summary>
        public Tensor diag_embed(long offset = 0L, long dim1 = -2L, long dim2 = -1L) => Ops.diag_embed.Single(this, offset, dim1, dim2);

        /// <summary>The matrix with the flattened tensor as its diagonal.</summary>
        public Tensor diagflat(long offset = 0) => Ops.diagflat.Single(this, offset);

        /// <summary>The diagonal of two dimensions.</summary>
        public Tensor diagonal(long offset = 0L, long dim1 = 0L, long dim2 = 1L) => Ops.diagonal.Single(this, offset, dim1, dim2);

        /// <summary>Fills where the mask is true.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) => Ops.masked_fill_Scalar.Single(this, mask, value);

        /// <summary>In place: fills where the mask is true.</summary>
        public Tensor masked_fill_(Tensor mask, Scalar value) => Ops.masked_fill__Scalar.InPlace(this, mask, value);

        /// <summary>Copies elements in order to where the mask is true.</summary>
        public Tensor masked_scatter(Tensor mask, Tensor value) => Ops.masked_scatter.Single(this, mask, value);

        /// <summary>In place: copies elements in order to where the mask is true.</summary>
        public Tensor masked_scatter_(Tensor mask, Tensor value) => Ops.masked_scatter_.InPlace(this, mask, value);

        /// <summary>The elements where the mask is true.</summary>
        public Tensor masked_select(Tensor mask) => Ops.masked_select.Single(this, mask);

        /// <summary>Puts elements at places along a dimension.</summary>
        public Tensor scatter(long dim, Tensor index, Tensor src) => Ops.scatter_src.Single(this, dim, index, src);

        /// <summary>In place: puts elements at places along a dimension.</summary>
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Ops.scatter__src.InPlace(this, dim, index, src);

        /// <summary>Adds elements at places along a dimension.</summary>
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Ops.scatter_add.Single(this, dim, index, src);

        /// <summary>In place: adds elements at places along a dimension.</summary>
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Ops.scatter_add_.InPlace(this, dim, index, src);

        /// <summary>Puts elements on a diagonal.</summary>
        public Tensor diagonal_scatter(Tensor src, long offset = 0L, long dim1 = 0L, long dim2 = 1L) =>
            Ops.diagonal_scatter.Single(this, src, offset, dim1, dim2);

        /// <summary>Puts elements at one place of a dimension.</summary>
        public Tensor select_scatter(Tensor src, long dim, long index) => Ops.select_scatter.Single(this, src, dim, index);

        /// <summary>Puts elements into a slice.</summary>
        public Tensor slice_scatter(Tensor src, long dim = 0L, long? start = null, long? end = null, long step = 1L) =>
            Ops.slice_scatter.Single(this, src, dim, start, end, step);

        /// <summary>Picks elements along a dimension.</summary>
        public Tensor gather(long dim, Tensor index) => Ops.gather.Single(this, dim, index);

        /// <summary>The places from start on along a dimension.</summary>
        public Tensor narrow(long dim, long start, long length) => Ops.narrow.Single(this, dim, start, length);

        /// <summary>The places of the elements that are not zero, one per row.</summary>
        public Tensor nonzero() => Ops.nonzero.Single(this);

        /// <summary>This tensor's elements where the condition is true, the other's elsewhere.</summary>
        public Tensor where(Tensor condition, Tensor y) => Ops.where_self.Single(condition, this, y);
    }
}
