using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A tensor of one element without dimensions.</summary>
        public static implicit operator Tensor(byte value) => tensor(value);

        /// <summary>A tensor of one element without dimensions.</summary>
        public static implicit operator Tensor(sbyte value) => tensor(value);

        /// <summary>A tensor of one element without dimensions.</summary>
        public static implicit operator Tensor(short value) => tensor(value);

        /// <summary>A tensor of one element without dimensions.</summary>
        public static implicit operator Tensor(int value) => tensor(value);

        /// <summary>A tensor of one element without dimensions.</summary>
        public static implicit operator Tensor(long value) => tensor(value);

        /// <summary>A tensor of one element without dimensions.</summary>
        public static implicit operator Tensor(float value) => tensor(value);

        /// <summary>A tensor of one element without dimensions.</summary>
        public static implicit operator Tensor(double value) => tensor(value);

        /// <summary>A tensor of one element without dimensions.</summary>
        public static implicit operator Tensor(bool value) => tensor(value);

        /// <summary>A tensor of one dimension, with a copy of the elements.</summary>
        public static implicit operator Tensor(byte[] value) => tensor(value);

        /// <summary>A tensor of one dimension, with a copy of the elements.</summary>
        public static implicit operator Tensor(sbyte[] value) => tensor(value);

        /// <summary>A tensor of one dimension, with a copy of the elements.</summary>
        public static implicit operator Tensor(short[] value) => tensor(value);

        /// <summary>A tensor of one dimension, with a copy of the elements.</summary>
        public static implicit operator Tensor(int[] value) => tensor(value);

        /// <summary>A tensor of one dimension, with a copy of the elements.</summary>
        public static implicit operator Tensor(long[] value) => tensor(value);

        /// <summary>A tensor of one dimension, with a copy of the elements.</summary>
        public static implicit operator Tensor(float[] value) => tensor(value);

        /// <summary>A tensor of one dimension, with a copy of the elements.</summary>
        public static implicit operator Tensor(double[] value) => tensor(value);

        /// <summary>A tensor of one dimension, with a copy of the elements.</summary>
        public static implicit operator Tensor(bool[] value) => tensor(value);

        /// <summary>Always throws: it is there so that compilers take numbers for <see cref="Scalar"/> first.</summary>
        /// <exception cref="InvalidOperationException">Always.</exception>
        public static implicit operator Tensor(Scalar scalar) => throw new InvalidOperationException("Should not be called.");

        /// <summary>The only element.</summary>
        /// <exception cref="ExternalException">There is not exactly one element.</exception>
        public static explicit operator float(Tensor value) => value.ToScalar().ToSingle();

        /// <summary>The only element.</summary>
        /// <exception cref="ExternalException">There is not exactly one element.</exception>
        public static explicit operator double(Tensor value) => value.ToScalar().ToDouble();

        /// <summary>The only element.</summary>
        /// <exception cref="ExternalException">There is not exactly one element.</exception>
        public static explicit operator sbyte(Tensor value) => value.ToScalar().ToSByte();

        /// <summary>The only element.</summary>
        /// <exception cref="ExternalException">There is not exactly one element.</exception>
        public static explicit operator byte(Tensor value) => value.ToScalar().ToByte();

        /// <summary>The only element.</summary>
        /// <exception cref="ExternalException">There is not exactly one element.</exception>
        public static explicit operator short(Tensor value) => value.ToScalar().ToInt16();

        /// <summary>The only element.</summary>
        /// <exception cref="ExternalException">There is not exactly one element.</exception>
        public static explicit operator int(Tensor value) => value.ToScalar().ToInt32();

        /// <summary>The only element.</summary>
        /// <exception cref="ExternalException">There is not exactly one element.</exception>
        public static explicit operator long(Tensor value) => value.ToScalar().ToInt64();

        /// <summary>The only element.</summary>
        /// <exception cref="ExternalException">There is not exactly one element.</exception>
        public static explicit operator bool(Tensor value) => value.ToScalar().ToBoolean();
    }
}
