using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The running maximum along a dimension, with its indexes.</summary>
        public (Tensor values, Tensor indexes) cummax(long dim) => Ops.cummax.Pair(this, dim);

        /// <summary>The running minimum along a dimension, with its indexes.</summary>
        public (Tensor values, Tensor indexes) cummin(long dim) => Ops.cummin.Pair(this, dim);

        /// <summary>The running sum along a dimension.</summary>
        public Tensor cumsum(long dim, ScalarType? type = null) => Ops.cumsum.Single(this, dim, type);

        /// <summary>The running product along a dimension.</summary>
        public Tensor cumprod(long dim, ScalarType? type = null) => Ops.cumprod.Single(this, dim, type);

        /// <summary>The logarithm of the running sum of exponentials.</summary>
        public Tensor logcumsumexp(long dim) => Ops.logcumsumexp.Single(this, dim);

        /// <summary>The logarithm of the sum of exponentials along a dimension.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false) => Ops.logsumexp.Single(this, Axes.Of(dim), keepdim);

        /// <summary>Whether all elements are true.</summary>
        public Tensor all() => Ops.all.Single(this);

        /// <summary>Whether all elements are true.</summary>
        public Tensor all(long dim, bool keepdim = false) => Ops.all_dim.Single(this, dim, keepdim);

        /// <summary>The maxima along dimensions; gradients are shared among equal ones.</summary>
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null ? Ops.amax.Single(this, dims, keepdim) : Ops.amax_out.Out(this, dims, keepdim, @out);

        /// <summary>The maxima along dimensions; gradients are shared among equal ones.</summary>
        public Tensor amax(params long[] dims) => Ops.amax.Single(this, dims);

        /// <summary>The maxima along dimensions; gradients are shared among equal ones.</summary>
        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null ? Ops.amax.Single(this, dims.ToArray(), keepdim) : Ops.amax_out.Out(this, dims.ToArray(), keepdim, @out);

        /// <summary>The minima along dimensions; gradients are shared among equal ones.</summary>
        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null ? Ops.amin.Single(this, dims.ToArray(), keepdim) : Ops.amin_out.Out(this, dims.ToArray(), keepdim, @out);

        /// <summary>The minima along dimensions; gradients are shared among equal ones.</summary>
        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null ? Ops.amin.Single(this, dims, keepdim) : Ops.amin_out.Out(this, dims, keepdim, @out);

        /// <summary>The minima along dimensions; gradients are shared among equal ones.</summary>
        public Tensor amin(params long[] dims) => Ops.amin.Single(this, dims);

        /// <summary>The minimum and the maximum.</summary>
        public (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false) => Ops.aminmax.Pair(this, dim, keepdim);

        /// <summary>Whether any element is true.</summary>
        public Tensor any() => Ops.any.Single(this);

        /// <summary>Whether any element is true.</summary>
        public Tensor any(long dim, bool keepdim = false) => Ops.any_dim.Single(this, dim, keepdim);

        /// <summary>The index of the maximum.</summary>
        public Tensor argmax() => Ops.argmax.Single(this);

        /// <summary>The index of the maximum.</summary>
        public Tensor argmax(long dim, bool keepdim = false) => Ops.argmax.Single(this, dim, keepdim);

        /// <summary>The index of the minimum.</summary>
        public Tensor argmin() => Ops.argmin.Single(this);

        /// <summary>The index of the minimum.</summary>
        public Tensor argmin(long dim, bool keepdim = false) => Ops.argmin.Single(this, dim, keepdim);

        /// <summary>The number of elements that are not zero.</summary>
        public Tensor count_nonzero(long[]? dims = null) =>
            dims is null ? Ops.count_nonzero.Single(this) : Ops.count_nonzero_dim_IntList.Single(this, dims);

        /// <summary>The maximum, along a dimension with its indexes, or the greater of two.</summary>
        public Tensor max() => Ops.max.Single(this);

        /// <summary>The maximum, along a dimension with its indexes, or the greater of two.</summary>
        public Tensor max(Tensor other) => Ops.max_other.Single(this, other);

        /// <summary>The maximum, along a dimension with its indexes, or the greater of two.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Ops.max_dim.Pair(this, dim, keepdim);

        /// <summary>The mean.</summary>
        public Tensor mean() => Ops.mean.Single(this);

        /// <summary>The quantiles along a dimension, interpolated linearly.</summary>
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Ops.quantile.Single(this, q, dim, keepdim);

        /// <summary>The quantiles without not-a-number.</summary>
        public Tensor nanquantile(Tensor q, long dim = -1, bool keepdim = false) => Ops.nanquantile.Single(this, q, dim, keepdim);

        /// <summary>The most frequent values along a dimension, with their indices.</summary>
        public (Tensor values, Tensor indices) mode(long dim = -1L, bool keepdim = false) => Ops.mode.Pair(this, dim, keepdim);

        /// <summary>The mean.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Ops.mean_dim.Single(this, dimensions, keepdim, type);

        /// <summary>The median, the lower one of two.</summary>
        public Tensor median() => Ops.median.Single(this);

        /// <summary>The minimum, along a dimension with its indexes, or the smaller of two.</summary>
        public Tensor min() => Ops.min.Single(this);

        /// <summary>The minimum, along a dimension with its indexes, or the smaller of two.</summary>
        public Tensor min(Tensor other) => Ops.min_other.Single(this, other);

        /// <summary>The minimum, along a dimension with its indexes, or the smaller of two.</summary>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Ops.min_dim.Pair(this, dim, keepdim);

        /// <summary>The p-norm of the difference.</summary>
        public Tensor dist(Tensor other, float p = 2.0f) => Ops.dist.Single(this, other, p);

        /// <summary>The p-norm.</summary>
        public Tensor norm(float p = 2.0f) => Ops.norm_Scalar.Single(this, p);

        /// <summary>The p-norm.</summary>
        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) =>
            Ops.norm_ScalarOpt_dim.Single(this, (double)p, Axes.Of(dim), keepdim);

        /// <summary>The standard deviation; unbiased divides by n - 1.</summary>
        public Tensor std(bool unbiased = true) => Ops.std.Single(this, unbiased);

        /// <summary>The variance; unbiased divides by n - 1.</summary>
        public Tensor var(bool unbiased = true) => Ops.var.Single(this, unbiased);

        /// <summary>The standard deviation; unbiased divides by n - 1.</summary>
        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.std_dim.Single(this, dimensions.ToArray(), unbiased, keepdim).As(type);

        /// <summary>The variance; unbiased divides by n - 1.</summary>
        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.var_dim.Single(this, dimensions.ToArray(), unbiased, keepdim).As(type);

        /// <summary>The standard deviation; unbiased divides by n - 1.</summary>
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.std_dim.Single(this, dimensions, unbiased, keepdim).As(type);

        /// <summary>The variance; unbiased divides by n - 1.</summary>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.var_dim.Single(this, dimensions, unbiased, keepdim).As(type);

        /// <summary>The standard deviation; unbiased divides by n - 1.</summary>
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.std_dim.Single(this, Axes.Of(dim), unbiased, keepdim).As(type);

        /// <summary>The variance; unbiased divides by n - 1.</summary>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.var_dim.Single(this, Axes.Of(dim), unbiased, keepdim).As(type);

        /// <summary>The standard deviation; unbiased divides by n - 1.</summary>
        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.std_dim.Single(this, Axes.Of(dim), unbiased, keepdim).As(type);

        /// <summary>The variance; unbiased divides by n - 1.</summary>
        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.var_dim.Single(this, Axes.Of(dim), unbiased, keepdim).As(type);

        /// <summary>The standard deviation; unbiased divides by n - 1.</summary>
        public Tensor std((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.std_dim.Single(this, Axes.Of(dim), unbiased, keepdim).As(type);

        /// <summary>The variance; unbiased divides by n - 1.</summary>
        public Tensor var((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.var_dim.Single(this, Axes.Of(dim), unbiased, keepdim).As(type);

        /// <summary>The standard deviation and the mean.</summary>
        public (Tensor std, Tensor mean) std_mean(bool unbiased = true) => Ops.std_mean.Pair(this, unbiased);

        /// <summary>The variance and the mean.</summary>
        public (Tensor @var, Tensor mean) var_mean(bool unbiased = true) => Ops.var_mean.Pair(this, unbiased);

        /// <summary>The standard deviation and the mean.</summary>
        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.std_mean_dim.Pair(this, dimensions, unbiased, keepdim).As(type);

        /// <summary>The variance and the mean.</summary>
        public (Tensor std, Tensor mean) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.var_mean_dim.Pair(this, dimensions, unbiased, keepdim).As(type);

        /// <summary>The standard deviation and the mean.</summary>
        public (Tensor std, Tensor mean) std_mean(
            ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.std_mean_dim.Pair(this, dimensions.ToArray(), unbiased, keepdim).As(type);

        /// <summary>The variance and the mean.</summary>
        public (Tensor std, Tensor mean) var_mean(
            ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.var_mean_dim.Pair(this, dimensions.ToArray(), unbiased, keepdim).As(type);

        /// <summary>The standard deviation and the mean.</summary>
        public (Tensor std, Tensor mean) std_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.std_mean_dim.Pair(this, Axes.Of(dim), unbiased, keepdim).As(type);

        /// <summary>The variance and the mean.</summary>
        public (Tensor @var, Tensor mean) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.var_mean_dim.Pair(this, Axes.Of(dim), unbiased, keepdim).As(type);

        /// <summary>The standard deviation and the mean.</summary>
        public (Tensor std, Tensor mean) std_mean((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.std_mean_dim.Pair(this, Axes.Of(dim), unbiased, keepdim).As(type);

        /// <summary>The variance and the mean.</summary>
        public (Tensor @var, Tensor mean) var_mean((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.var_mean_dim.Pair(this, Axes.Of(dim), unbiased, keepdim).As(type);

        /// <summary>The standard deviation and the mean.</summary>
        public (Tensor std, Tensor mean) std_mean(
            (long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.std_mean_dim.Pair(this, Axes.Of(dim), unbiased, keepdim).As(type);

        /// <summary>The variance and the mean.</summary>
        public (Tensor @var, Tensor mean) var_mean(
            (long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.var_mean_dim.Pair(this, Axes.Of(dim), unbiased, keepdim).As(type);

        /// <summary>The product.</summary>
        public Tensor prod(ScalarType? type = null) => Ops.prod.Single(this, type);

        /// <summary>The product.</summary>
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Ops.prod_dim_int.Single(this, dim, keepdim, type);

        /// <summary>The sum.</summary>
        public Tensor sum(ScalarType? type = null) => Ops.sum.Single(this, type);

        /// <summary>The sum.</summary>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) =>
            Ops.sum_dim_IntList.Single(this, dim, keepdim, type);

        /// <summary>The sum.</summary>
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            Ops.sum_dim_IntList.Single(this, dim.ToArray(), keepdim, type);

        /// <summary>The sum.</summary>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) =>
            Ops.sum_dim_IntList.Single(this, Axes.Of(dim), keepdim, type);

        /// <summary>The sum.</summary>
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) =>
            Ops.sum_dim_IntList.Single(this, Axes.Of((dim0, dim1)), keepdim, type);

        /// <summary>The sum.</summary>
        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            Ops.sum_dim_IntList.Single(this, Axes.Of((dim0, dim1, dim2)), keepdim, type);

        /// <summary>The mean without not-a-number.</summary>
        public Tensor nanmean(int? dim = null, bool keepdim = false, ScalarType? dtype = null) =>
            Ops.nanmean.Single(this, dim is { } one ? Axes.Of(one) : Array.Empty<long>(), keepdim, dtype);

        /// <summary>The median without not-a-number.</summary>
        public Tensor nanmedian() => Ops.nanmedian.Single(this);

        /// <summary>The sum without not-a-number.</summary>
        public Tensor nansum() => Ops.nansum.Single(this);
    }
}
