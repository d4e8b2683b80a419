using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The number of dimensions.</summary>
        public long Dimensions => Shim.Rank(Handle);

        /// <summary>The number of dimensions.</summary>
        public long ndim => Dimensions;

        /// <summary>The number of elements.</summary>
        public long NumberOfElements => Shim.Count(Handle);

        /// <summary>The number of bytes of an element.</summary>
        public long ElementSize => dtype.ElementSize();

        /// <summary>The lengths of the dimensions, as a copy.</summary>
        public long[] shape => size();

        /// <summary>The type of the elements.</summary>
        public ScalarType dtype => (ScalarType)Shim.Check(Shim.ElementType(Handle));

        /// <summary>Where the elements are.</summary>
        public Device device => Device.Unpack(Shim.Device(Handle));

        /// <summary>The kind of device where the elements are.</summary>
        public DeviceType device_type => device.type;

        /// <summary>The place of the device among those of its kind, -1 for the processor.</summary>
        public int device_index => device.index;

        /// <summary>Whether the elements are on a CUDA device.</summary>
        public bool is_cuda => device_type == DeviceType.CUDA;

        /// <summary>Whether there is a shape only, without elements.</summary>
        public bool is_meta => device_type == DeviceType.META;

        /// <summary>Whether only elements that are not zero are stored.</summary>
        public bool is_sparse => Shim.Check(Shim.IsSparse(Handle)) != 0;

        /// <summary>The transposed matrix.</summary>
        public Tensor T => Ops.numpy_T.Single(this);

        /// <summary>The matrices of the last two dimensions, transposed.</summary>
        public Tensor mT => Ops.mT.Single(this);

        /// <summary>The real parts.</summary>
        public Tensor real => Ops.real.Single(this);

        /// <summary>The imaginary parts.</summary>
        public Tensor imag => Ops.imag.Single(this);

        /// <summary>The number of dimensions.</summary>
        public long dim() => Dimensions;

        /// <summary>The number of elements.</summary>
        public long numel() => NumberOfElements;

        /// <summary>The number of bytes of an element.</summary>
        public long element_size() => ElementSize;

        /// <summary>The length of a dimension; negative ones count from the end.</summary>
        /// <exception cref="ExternalException">There is no such dimension.</exception>
        public long size(int dim) => Ops.size_int.Int(this, dim);

        /// <summary>The lengths of the dimensions, as a copy.</summary>
        public unsafe long[] size()
        {
            var sizes = new long[Dimensions];
            fixed (long* pointer = sizes)
                Shim.Check(Shim.Sizes(Handle, pointer));
            GC.KeepAlive(this);
            return sizes;
        }

        /// <summary>How many elements lie between neighbours along each dimension.</summary>
        public unsafe long[] stride()
        {
            var strides = new long[Dimensions];
            fixed (long* pointer = strides)
                Shim.Check(Shim.Strides(Handle, pointer));
            GC.KeepAlive(this);
            return strides;
        }

        /// <summary>How many elements lie between neighbours along a dimension.</summary>
        /// <exception cref="ExternalException">There is no such dimension.</exception>
        public long stride(int dim) => Ops.stride_int.Int(this, dim);

        /// <summary>How many elements of the memory lie before the first one.</summary>
        public long storage_offset() => Shim.StorageOffset(Handle);

        /// <summary>Whether the elements lie in one block of memory, in order.</summary>
        public bool is_contiguous() => Shim.Check(Shim.IsContiguous(Handle)) != 0;

        /// <summary>Whether the elements are on the processor.</summary>
        public bool is_cpu() => device_type == DeviceType.CPU;

        /// <summary>Whether the elements are whole numbers or truth values.</summary>
        public bool is_integral() => torch.is_integral(dtype);

        /// <summary>Whether the elements are floating point numbers.</summary>
        public bool is_floating_point() => torch.is_floating_point(dtype);

        /// <summary>Whether the elements are complex numbers.</summary>
        public bool is_complex() => torch.is_complex(dtype);

        /// <summary>Whether the only element is not zero.</summary>
        /// <exception cref="InvalidOperationException">There is not exactly one element.</exception>
        public bool is_nonzero() =>
            numel() == 1 ? Ops.is_nonzero.Bool(this) : throw new InvalidOperationException("is_nonzero() called on non-singleton tensor");

        /// <summary>Whether shapes and elements are equal.</summary>
        public bool Equals(Tensor target) => Ops.equal.Bool(this, target);

        /// <summary>Whether all elements are close: |a - b| is at most atol + rtol |b|.</summary>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Ops.allclose.Bool(this, target, rtol, atol, equal_nan);
    }
}
