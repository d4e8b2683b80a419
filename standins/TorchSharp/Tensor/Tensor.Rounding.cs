using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Rounds up.</summary>
        public Tensor ceil() => Ops.ceil.Single(this);

        /// <summary>In place: rounds up.</summary>
        public Tensor ceil_() => Ops.ceil_.InPlace(this);

        /// <summary>Rounds down.</summary>
        public Tensor floor() => Ops.floor.Single(this);

        /// <summary>In place: rounds down.</summary>
        public Tensor floor_() => Ops.floor_.InPlace(this);

        /// <summary>The fraction of each element.</summary>
        public Tensor frac() => Ops.frac.Single(this);

        /// <summary>In place: the fraction of each element.</summary>
        public Tensor frac_() => Ops.frac_.InPlace(this);

        /// <summary>Rounds to the given number of decimals, halves to even.</summary>
        public Tensor round(long decimals = 0L) => Ops.round_decimals.Single(this, decimals);

        /// <summary>In place: rounds to the given number of decimals, halves to even.</summary>
        public Tensor round_(long decimals = 0L) => Ops.round__decimals.InPlace(this, decimals);

        /// <summary>Cuts off the fraction.</summary>
        public Tensor trunc() => Ops.trunc.Single(this);

        /// <summary>Cuts off the fraction.</summary>
        public Tensor fix() => Ops.fix.Single(this);

        /// <summary>In place: cuts off the fraction.</summary>
        public Tensor trunc_() => Ops.trunc_.InPlace(this);

        /// <summary>In place: cuts off the fraction.</summary>
        public Tensor fix_() => Ops.fix_.InPlace(this);

        /// <summary>Limits elements to a range.</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Ops.clamp.Single(this, min, max);

        /// <summary>Limits elements to a range.</summary>
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Ops.clamp_Tensor.Single(this, min, max);

        /// <summary>Limits elements to a range.</summary>
        public Tensor clip(Scalar? min = null, Scalar? max = null) => Ops.clip.Single(this, min, max);

        /// <summary>In place: limits elements to a range.</summary>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Ops.clamp_.InPlace(this, min, max);

        /// <summary>In place: limits elements to a range.</summary>
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Ops.clamp__Tensor.InPlace(this, min, max);

        /// <summary>Limits elements from above.</summary>
        public Tensor clamp_max(Scalar max) => Ops.clamp_max.Single(this, max);

        /// <summary>In place: limits elements from above.</summary>
        public Tensor clamp_max_(Scalar max) => Ops.clamp_max_.InPlace(this, max);

        /// <summary>Limits elements from below.</summary>
        public Tensor clamp_min(Scalar min) => Ops.clamp_min.Single(this, min);

        /// <summary>In place: limits elements from below.</summary>
        public Tensor clamp_min_(Scalar min) => Ops.clamp_min_.InPlace(this, min);

        /// <summary>Replaces not-a-number and infinities.</summary>
        public Tensor nan_to_num(double nan = 0d, double? posinf = null, double? neginf = null) =>
            Ops.nan_to_num.Single(this, nan, posinf, neginf);

        /// <summary>In place: replaces not-a-number and infinities.</summary>
        public Tensor nan_to_num_(double nan = 0d, double? posinf = null, double? neginf = null) =>
            Ops.nan_to_num_.InPlace(this, nan, posinf, neginf);
    }
}
