using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Takes a dimension apart.</summary>
        public Tensor[] unbind(long dimension = 0L) => Ops.unbind_int.List(this, dimension);

        /// <summary>Splits into parts of the given sizes.</summary>
        public Tensor[] split(long size, int dim = 0) => Ops.split_Tensor.List(this, size, dim);

        /// <summary>Splits into parts of the given sizes.</summary>
        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => Ops.split_with_sizes.List(this, sizes.ToArray(), dim);

        /// <summary>Splits into parts of the given sizes.</summary>
        public Tensor[] split(long[] sizes, long dim = 0) => Ops.split_with_sizes.List(this, sizes, dim);

        /// <summary>Splits into parts of the given sizes.</summary>
        public Tensor[] split(params long[] sizes) => Ops.split_with_sizes.List(this, sizes);

        /// <summary>Splits at the given places or into the given number of parts.</summary>
        public Tensor[] tensor_split(long size, long dim = 0L) => Ops.tensor_split_sections.List(this, size, dim);

        /// <summary>Splits at the given places or into the given number of parts.</summary>
        public Tensor[] tensor_split(long[] sizes, long dim = 0L) => Ops.tensor_split_indices.List(this, sizes, dim);

        /// <summary>Splits at the given places or into the given number of parts.</summary>
        public Tensor[] tensor_split(Tensor indices, long dim = 0L) => Ops.tensor_split_tensor_indices_or_sections.List(this, indices, dim);

        /// <summary>Splits along the first dimension.</summary>
        public Tensor[] vsplit(long size) => Ops.vsplit_int.List(this, size);

        /// <summary>Splits along the first dimension.</summary>
        public Tensor[] vsplit(params long[] sizes) => Ops.vsplit_array.List(this, sizes);

        /// <summary>Splits along the first dimension.</summary>
        public Tensor[] vsplit(Tensor indices) => tensor_split(indices, 0);

        /// <summary>Splits along the second dimension.</summary>
        public Tensor[] hsplit(long size) => Ops.hsplit_int.List(this, size);

        /// <summary>Splits along the second dimension.</summary>
        public Tensor[] hsplit(params long[] sizes) => Ops.hsplit_array.List(this, sizes);

        /// <summary>Splits along the second dimension.</summary>
        public Tensor[] hsplit(Tensor indices) => tensor_split(indices, ndim == 1 ? 0 : 1);

        /// <summary>Splits along the third dimension.</summary>
        public Tensor[] dsplit(long size) => Ops.dsplit_int.List(this, size);

        /// <summary>Splits along the third dimension.</summary>
        public Tensor[] dsplit((long, long) indices_or_sections) => dsplit(new[] { indices_or_sections.Item1, indices_or_sections.Item2 });

        /// <summary>Splits along the third dimension.</summary>
        public Tensor[] dsplit((long, long, long) indices_or_sections) =>
            dsplit(new[] { indices_or_sections.Item1, indices_or_sections.Item2, indices_or_sections.Item3 });

        /// <summary>Splits along the third dimension.</summary>
        public Tensor[] dsplit((long, long, long, long) indices_or_sections) =>
            dsplit(new[] { indices_or_sections.Item1, indices_or_sections.Item2, indices_or_sections.Item3, indices_or_sections.Item4 });

        /// <summary>Splits along the third dimension.</summary>
        public Tensor[] dsplit(params long[] sizes) => Ops.dsplit_array.List(this, sizes);

        /// <summary>Splits along the third dimension.</summary>
        public Tensor[] dsplit(Tensor indices) => tensor_split(indices, 2);

        /// <summary>Splits into the given number of parts, the last ones smaller or missing.</summary>
        public Tensor[] chunk(long chunks, long dim = 0L) => Ops.chunk.List(this, chunks, dim);
    }
}
