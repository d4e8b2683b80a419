using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The counts of equal bins between min and max; the range of the data where both are zero.</summary>
        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Ops.histc.Single(this, bins, min, max);

        /// <summary>The distinct elements, with their places and counts where asked.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(
            bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            Uniques.Take(dim is { } one
                ? Ops.unique_dim.Triple(this, one, sorted, return_inverse, return_counts)
                : Ops._unique2.Triple(this, sorted, return_inverse, return_counts), return_inverse, return_counts);

        /// <summary>The elements without immediate repetitions, with their places and counts where asked.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique_consecutive(
            bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            Uniques.Take(
                Ops.unique_consecutive.Triple(this, return_inverse, return_counts, (long?)dim), return_inverse, return_counts);

        /// <summary>The indices that sort along a dimension.</summary>
        public Tensor argsort(long dim = -1, bool descending = false) => Ops.argsort.Single(this, dim, descending);

        /// <summary>The index of the bucket of each element.</summary>
        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) =>
            Ops.bucketize_Tensor.Single(this, boundaries, outInt32, right);

        /// <summary>How often each whole number occurs, or the sum of its weights.</summary>
        public Tensor bincount(Tensor? weights, long minlength = 0) => Ops.bincount.Single(this, weights, minlength);

        /// <summary>The k largest or smallest elements along a dimension, with their indexes.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Ops.topk.Pair(this, k, dim, largest, sorted);

        /// <summary>The k-th smallest element along a dimension, with its index.</summary>
        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) =>
            Ops.kthvalue.Pair(this, k, dim ?? -1, keepdim);

        /// <summary>Sorts along the first dimension.</summary>
        public Tensor msort() => Ops.msort.Single(this);

        /// <summary>Sorts along a dimension, with the indices of the sorted elements.</summary>
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Ops.sort_stable.Pair(this, stable, dim, descending);
    }
}
