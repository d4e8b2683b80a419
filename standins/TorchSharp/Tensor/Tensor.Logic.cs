using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Both bits.</summary>
        public Tensor bitwise_and(Tensor other) => Ops.bitwise_and_Tensor.Single(this, other);

        /// <summary>In place: both bits.</summary>
        public Tensor bitwise_and_(Tensor other) => Ops.bitwise_and__Tensor.InPlace(this, other);

        /// <summary>The opposite bits.</summary>
        public Tensor bitwise_not() => Ops.bitwise_not.Single(this);

        /// <summary>In place: the opposite bits.</summary>
        public Tensor bitwise_not_() => Ops.bitwise_not_.InPlace(this);

        /// <summary>Either bit.</summary>
        public Tensor bitwise_or(Tensor other) => Ops.bitwise_or_Tensor.Single(this, other);

        /// <summary>In place: either bit.</summary>
        public Tensor bitwise_or_(Tensor other) => Ops.bitwise_or__Tensor.InPlace(this, other);

        /// <summary>Exactly one of the bits.</summary>
        public Tensor bitwise_xor(Tensor other) => Ops.bitwise_xor_Tensor.Single(this, other);

        /// <summary>In place: exactly one of the bits.</summary>
        public Tensor bitwise_xor_(Tensor other) => Ops.bitwise_xor__Tensor.InPlace(this, other);

        /// <summary>Shifts bits to the left.</summary>
        public Tensor bitwise_left_shift(Tensor other) => Ops.bitwise_left_shift_Tensor.Single(this, other);

        /// <summary>In place: shifts bits to the left.</summary>
        public Tensor bitwise_left_shift_(Tensor other) => Ops.bitwise_left_shift__Tensor.InPlace(this, other);

        /// <summary>Shifts bits to the right.</summary>
        public Tensor bitwise_right_shift(Tensor other) => Ops.bitwise_right_shift_Tensor.Single(this, other);

        /// <summary>In place: shifts bits to the right.</summary>
        public Tensor bitwise_right_shift_(Tensor other) => Ops.bitwise_right_shift__Tensor.InPlace(this, other);

        /// <summary>Whether both elements are true.</summary>
        public Tensor logical_and(Tensor other) => Ops.logical_and.Single(this, other);

        /// <summary>In place: whether both elements are true.</summary>
        public Tensor logical_and_(Tensor other) => Ops.logical_and_.InPlace(this, other);

        /// <summary>Whether the element is false.</summary>
        public Tensor logical_not() => Ops.logical_not.Single(this);

        /// <summary>In place: whether the element is false.</summary>
        public Tensor logical_not_() => Ops.logical_not_.InPlace(this);

        /// <summary>Whether one of the elements is true.</summary>
        public Tensor logical_or(Tensor other) => Ops.logical_or.Single(this, other);

        /// <summary>In place: whether one of the elements is true.</summary>
        public Tensor logical_or_(Tensor other) => Ops.logical_or_.InPlace(this, other);

        /// <summary>Whether exactly one of the elements is true.</summary>
        public Tensor logical_xor(Tensor other) => Ops.logical_xor.Single(this, other);

        /// <summary>In place: whether exactly one of the elements is true.</summary>
        public Tensor logical_xor_(Tensor other) => Ops.logical_xor_.InPlace(this, other);
    }
}
