using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private const string NotContiguous = "Bytes() called on non-contiguous tensor.";

        /// <summary>The elements as bytes: a view of the tensor's memory, valid as long as the tensor.</summary>
        /// <exception cref="InvalidOperationException">The elements do not lie in one block, or not on the processor.</exception>
        /// <exception cref="ArgumentException">More than 2 GB, or another number of bytes is set.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                var size = NumberOfElements * ElementSize;
                DemandBlock();
                return size <= int.MaxValue
                    ? new Span<byte>((void*)DataPointer(), (int)size)
                    : throw new ArgumentException("Span only supports up to int.MaxValue elements.");
            }

            set
            {
                if (!is_contiguous())
                    throw new InvalidOperationException("SetBytes() called on non-contiguous tensor.");
                if (NumberOfElements * ElementSize != value.Length)
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(bytes);
            }
        }

        /// <summary>The elements, read and written in place; of a tensor on another device a copy.</summary>
        /// <exception cref="ArgumentException">The elements have another type.</exception>
        public Utils.TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            DemandType(typeof(T));
            return new Utils.TensorAccessor<T>(is_cpu() ? this : cpu());
        }

        /// <summary>The only element.</summary>
        /// <exception cref="ArgumentException">There is not exactly one element, or it has another type.</exception>
        public unsafe T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException("Number of elements in the tensor must be 1");
            DemandType(typeof(T));
            if (!is_cpu())
            {
                using var copy = cpu();
                return copy.item<T>();
            }

            var value = *(T*)DataPointer();
            GC.KeepAlive(this);
            return value;
        }

        /// <summary>The only element as a number.</summary>
        /// <exception cref="ExternalException">There is not exactly one element.</exception>
        public Scalar ToScalar()
        {
            var number = Ops.item.Number(this);
            return number.Tag switch
            {
                ValueTag.Double => BitConverter.Int64BitsToDouble(number.Bits),
                ValueTag.Bool => number.Bits != 0,
                _ => number.Bits,
            };
        }

        /// <summary>Writes the elements to a stream as bytes.</summary>
        /// <exception cref="InvalidOperationException">The elements do not lie in one block, or not on the processor.</exception>
        public unsafe void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            DemandBlock();
            var data = (byte*)DataPointer();
            for (var left = NumberOfElements * ElementSize; left > 0;)
            {
                var part = (int)Math.Min(left, int.MaxValue);
                stream.Write(new ReadOnlySpan<byte>(data, part));
                data += part;
                left -= part;
            }

            GC.KeepAlive(this);
        }

        /// <summary>Reads the elements from a stream as bytes.</summary>
        /// <exception cref="InvalidOperationException">The elements do not lie in one block, or not on the processor.</exception>
        /// <exception cref="EndOfStreamException">The stream ends too early.</exception>
        public unsafe void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            DemandBlock();
            var data = (byte*)DataPointer();
            for (var left = NumberOfElements * ElementSize; left > 0;)
            {
                var part = (int)Math.Min(left, int.MaxValue);
                stream.ReadExactly(new Span<byte>(data, part));
                data += part;
                left -= part;
            }

            GC.KeepAlive(this);
        }

        /// <summary>Writes the tensor to a file, in libtorch's format.</summary>
        /// <exception cref="ExternalException">The file cannot be written.</exception>
        public void save(string location)
        {
            Shim.Check(Shim.Save(Handle, location));
            GC.KeepAlive(this);
        }

        /// <summary>Reads a tensor from a file in libtorch's format.</summary>
        /// <exception cref="ExternalException">The file cannot be read.</exception>
        public static Tensor load(string location) => new(Shim.Check(Shim.Load(location)));

        internal unsafe nint DataPointer()
        {
            nint data;
            Shim.Check(Shim.Data(Handle, &data));
            return data;
        }

        internal void DemandType(Type type)
        {
            var actual = dtype;
            if (ElementTypes.TypeOf(actual) is { } expected && expected != type)
                throw new ArgumentException($"{type.Name} is not compatible with {actual}");
        }

        private void DemandBlock()
        {
            if (!is_contiguous())
                throw new InvalidOperationException(NotContiguous);
            if (!is_cpu())
            {
                throw new InvalidOperationException(
                    "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            }
        }
    }
}
