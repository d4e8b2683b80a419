using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The angle of complex numbers in radians.</summary>
        public Tensor angle() => Ops.angle.Single(this);

        /// <summary>The complex conjugate.</summary>
        public Tensor conj() => Ops.conj.Single(this);

        /// <summary>The complex conjugate, written out.</summary>
        public Tensor conj_physical() => Ops.conj_physical.Single(this);

        /// <summary>In place: the complex conjugate, written out.</summary>
        public Tensor conj_physical_() => Ops.conj_physical_.InPlace(this);

        /// <summary>The tensor with a pending conjugation written out.</summary>
        public Tensor resolve_conj() => Ops.resolve_conj.Single(this);

        /// <summary>The tensor with a pending negation written out.</summary>
        public Tensor resolve_neg() => Ops.resolve_neg.Single(this);
    }
}
