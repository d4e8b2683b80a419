using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements at an index.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>The elements at the places in tensors.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>The elements at places of the first dimensions.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => index(Singles(indices));
            set => index_put_(value, Singles(indices));
        }

        /// <summary>The elements at a place of the first dimension.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => index_put_(value, Singles(i1));
        }

        /// <summary>The elements at places of the first dimensions.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => index(Singles(i1, i2));
            set => index_put_(value, Singles(i1, i2));
        }

        /// <summary>The elements at places of the first dimensions.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => index(Singles(i1, i2, i3));
            set => index_put_(value, Singles(i1, i2, i3));
        }

        /// <summary>The elements at places of the first dimensions.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index(Singles(i1, i2, i3, i4));
            set => index_put_(value, Singles(i1, i2, i3, i4));
        }

        /// <summary>The elements at places of the first dimensions.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => index(Singles(i1, i2, i3, i4, i5));
            set => index_put_(value, Singles(i1, i2, i3, i4, i5));
        }

        /// <summary>The elements at places of the first dimensions.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => index(Singles(i1, i2, i3, i4, i5, i6));
            set => index_put_(value, Singles(i1, i2, i3, i4, i5, i6));
        }

        /// <summary>The elements at an index; a view where the index holds no tensors.</summary>
        /// <exception cref="ExternalException">A place does not exist.</exception>
        public Tensor index(params TensorIndex[] indices)
        {
            var (view, places) = Indexing.Resolve(this, indices);
            if (places.Length == 0)
                return view;
            using (view)
                return Ops.index_Tensor.Single(view, places);
        }

        /// <summary>The elements at the places in tensors.</summary>
        /// <exception cref="ExternalException">A place does not exist.</exception>
        public Tensor index(params Tensor[] indices) => index(Array.ConvertAll(indices, TensorIndex.Tensor));

        /// <summary>Writes elements at an index.</summary>
        /// <exception cref="ExternalException">A place does not exist, or the shapes do not fit.</exception>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, accumulate: false);

        /// <summary>Writes or adds elements at an index.</summary>
        /// <exception cref="ExternalException">A place does not exist, or the shapes do not fit.</exception>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            var (view, places) = Indexing.Resolve(this, indices);
            using (view)
            {
                if (places.Length > 0)
                    Ops.index_put_.InPlace(view, places, value, accumulate);
                else if (accumulate)
                    view.add_(value);
                else
                    view.copy_(value);
            }

            return this;
        }

        /// <summary>Writes elements at the places in tensors.</summary>
        /// <exception cref="ExternalException">A place does not exist, or the shapes do not fit.</exception>
        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, accumulate: false);

        /// <summary>Writes or adds elements at the places in tensors.</summary>
        /// <exception cref="ExternalException">A place does not exist, or the shapes do not fit.</exception>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            index_put_(value, Array.ConvertAll(indices, TensorIndex.Tensor), accumulate);

        /// <summary>Writes a number at an index.</summary>
        /// <exception cref="ExternalException">A place does not exist.</exception>
        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var number = full(Array.Empty<long>(), value, dtype, device);
            return index_put_(number, indices);
        }

        /// <summary>Writes a number at the places in tensors.</summary>
        /// <exception cref="ExternalException">A place does not exist.</exception>
        public Tensor index_put_(Scalar value, params Tensor[] indices) => index_put_(value, Array.ConvertAll(indices, TensorIndex.Tensor));

        /// <summary>The places from start until before finish, by steps, along a dimension.</summary>
        /// <exception cref="ExternalException">There is no such dimension, or the step is not positive.</exception>
        public Tensor slice(long dim, long start, long finish, long step) => Ops.slice_Tensor.Single(this, dim, start, finish, step);

        /// <summary>The places of the elements that are not zero, one tensor per dimension.</summary>
        public IList<Tensor> nonzero_as_list() => Ops.nonzero_numpy.List(this);

        private static TensorIndex[] Singles(params long[] indices) => Array.ConvertAll(indices, one => (TensorIndex)one);
    }
}
