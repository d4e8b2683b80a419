using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A copy, through which gradients flow.</summary>
        public Tensor clone() => Ops.clone.Single(this);

        /// <summary>Copies the elements of another tensor into this one, converted and broadcast.</summary>
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Ops.copy_.InPlace(this, source, nonBlocking);

        /// <summary>Sets all elements to a number.</summary>
        public Tensor fill_(Scalar value) => Ops.fill__Scalar.InPlace(this, value);

        /// <summary>Sets all elements to zero.</summary>
        public Tensor zero_() => Ops.zero_.InPlace(this);

        /// <summary>The tensor on the processor; itself where it is there.</summary>
        public Tensor cpu() => to(DeviceType.CPU);

        /// <summary>The tensor on a CUDA device; the current one for none.</summary>
        /// <exception cref="ArgumentException">Not a CUDA device.</exception>
        /// <exception cref="InvalidOperationException">There is no CUDA device.</exception>
        public Tensor cuda(Device? device = null, bool non_blocking = false)
        {
            if (device is not null && device.type != DeviceType.CUDA)
                throw new ArgumentException("Not a CUDA device.", nameof(device));
            return to(DeviceType.CUDA, device?.index ?? -1, non_blocking: non_blocking);
        }

        /// <summary>A copy in memory from which CUDA devices copy at full speed.</summary>
        /// <exception cref="ExternalException">There is no CUDA device.</exception>
        public Tensor pin_memory() => Ops.pin_memory.Single(this);

        /// <summary>Whether the memory is of the kind from which CUDA devices copy at full speed.</summary>
        public bool is_pinned() => Ops.is_pinned.Bool(this);

        /// <summary>The elements converted to another type; the tensor itself where it has that type and no copy is asked for.</summary>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            After(Ops.to_dtype.Single(this, type, non_blocking, copy), disposeAfter);

        /// <summary>The elements converted to another type; the tensor itself where it has that type and no copy is asked for.</summary>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to_type(type, copy, disposeAfter, non_blocking);

        /// <summary>The tensor on a device; itself where it is there and no copy is asked for.</summary>
        /// <exception cref="InvalidOperationException">There is no device of this kind.</exception>
        public Tensor to(
            DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(dtype, new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        /// <summary>The tensor on a device; itself where it is there and no copy is asked for.</summary>
        /// <exception cref="InvalidOperationException">There is no device of this kind.</exception>
        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);

        /// <summary>The tensor on a device; itself where it is there and no copy is asked for.</summary>
        /// <exception cref="InvalidOperationException">There is no device of this kind.</exception>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(device.type, device.index, copy, disposeAfter, non_blocking);

        /// <summary>
        /// The elements converted to another type on a device; the tensor itself where nothing changes and no copy is asked for.
        /// </summary>
        /// <exception cref="InvalidOperationException">There is no device of this kind.</exception>
        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            After(Ops.to_device.Single(this, InitializeDevice(device), type, non_blocking, copy), disposeAfter);

        /// <summary>The elements in the type and on the device of another tensor.</summary>
        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        /// <summary>The elements converted to another type.</summary>
        public Tensor type(ScalarType dtype) => to(dtype);

        /// <summary>The elements converted to the type of another tensor.</summary>
        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

        /// <summary>The elements as truth values.</summary>
        public Tensor @bool() => to_type(ScalarType.Bool);

        /// <summary>The elements as unsigned whole numbers of 8 bits.</summary>
        public Tensor @byte() => to_type(ScalarType.Byte);

        /// <summary>The elements as whole numbers of 8 bits.</summary>
        public Tensor @char() => to_type(ScalarType.Int8);

        /// <summary>The elements as whole numbers of 16 bits.</summary>
        public Tensor @short() => to_type(ScalarType.Int16);

        /// <summary>The elements as whole numbers of 32 bits.</summary>
        public Tensor @int() => to_type(ScalarType.Int32);

        /// <summary>The elements as whole numbers of 64 bits.</summary>
        public Tensor @long() => to_type(ScalarType.Int64);

        /// <summary>The elements as floating point numbers of 16 bits.</summary>
        public Tensor half() => to_type(ScalarType.Float16);

        /// <summary>The elements as floating point numbers of 16 bits with the range of 32 bits.</summary>
        public Tensor bfloat16() => to_type(ScalarType.BFloat16);

        /// <summary>The elements as floating point numbers of 32 bits.</summary>
        public Tensor @float() => to_type(ScalarType.Float32);

        /// <summary>The elements as floating point numbers of 64 bits.</summary>
        public Tensor @double() => to_type(ScalarType.Float64);

        private Tensor After(Tensor result, bool dispose)
        {
            if (dispose)
                Dispose();
            return result;
        }
    }
}
