using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The exponential of each element.</summary>
        public Tensor exp() => Ops.exp.Single(this);

        /// <summary>In place: the exponential of each element.</summary>
        public Tensor exp_() => Ops.exp_.InPlace(this);

        /// <summary>Two to the power of each element.</summary>
        public Tensor exp2() => Ops.exp2.Single(this);

        /// <summary>In place: two to the power of each element.</summary>
        public Tensor exp2_() => Ops.exp2_.InPlace(this);

        /// <summary>The exponential minus one.</summary>
        public Tensor expm1() => Ops.expm1.Single(this);

        /// <summary>In place: the exponential minus one.</summary>
        public Tensor expm1_() => Ops.expm1_.InPlace(this);

        /// <summary>Raises to a power in double precision.</summary>
        public Tensor float_power(Tensor target) => Ops.float_power_Tensor_Tensor.Single(this, target);

        /// <summary>In place: raises to a power in double precision.</summary>
        public Tensor float_power_(Tensor target) => Ops.float_power__Tensor.InPlace(this, target);

        /// <summary>Splits into mantissa and exponent.</summary>
        public (Tensor Mantissa, Tensor Exponent) frexp() => Ops.frexp_Tensor.Pair(this);

        /// <summary>The natural logarithm.</summary>
        public Tensor log() => Ops.log.Single(this);

        /// <summary>In place: the natural logarithm.</summary>
        public Tensor log_() => Ops.log_.InPlace(this);

        /// <summary>The logarithm of the sum of the exponentials.</summary>
        public Tensor logaddexp(Tensor other) => Ops.logaddexp.Single(this, other);

        /// <summary>The binary logarithm of the sum of powers of two.</summary>
        public Tensor logaddexp2(Tensor other) => Ops.logaddexp2.Single(this, other);

        /// <summary>The logarithm to the base 10.</summary>
        public Tensor log10() => Ops.log10.Single(this);

        /// <summary>In place: the logarithm to the base 10.</summary>
        public Tensor log10_() => Ops.log10_.InPlace(this);

        /// <summary>The natural logarithm of one plus each element.</summary>
        public Tensor log1p() => Ops.log1p.Single(this);

        /// <summary>In place: the natural logarithm of one plus each element.</summary>
        public Tensor log1p_() => Ops.log1p_.InPlace(this);

        /// <summary>The logarithm to the base 2.</summary>
        public Tensor log2() => Ops.log2.Single(this);

        /// <summary>In place: the logarithm to the base 2.</summary>
        public Tensor log2_() => Ops.log2_.InPlace(this);

        /// <summary>The logarithm of the odds; elements are limited to eps and 1 - eps where eps is given.</summary>
        public Tensor logit(double? eps = null) => Ops.logit.Single(this, eps);

        /// <summary>In place: the logarithm of the odds; elements are limited to eps and 1 - eps where eps is given.</summary>
        public Tensor logit_(double? eps = null) => Ops.logit_.InPlace(this, eps);

        /// <summary>Raises to a power.</summary>
        public Tensor pow(Tensor exponent) => Ops.pow_Tensor_Tensor.Single(this, exponent);

        /// <summary>In place: raises to a power.</summary>
        public Tensor pow_(Tensor exponent) => Ops.pow__Tensor.InPlace(this, exponent);

        /// <summary>Raises to a power.</summary>
        public Tensor pow(Scalar exponent) => Ops.pow_Tensor_Scalar.Single(this, exponent);

        /// <summary>In place: raises to a power.</summary>
        public Tensor pow_(Scalar exponent) => Ops.pow__Scalar.InPlace(this, exponent);

        /// <summary>One over the square root.</summary>
        public Tensor rsqrt() => Ops.rsqrt.Single(this);

        /// <summary>In place: one over the square root.</summary>
        public Tensor rsqrt_() => Ops.rsqrt_.InPlace(this);

        /// <summary>The square of each element.</summary>
        public Tensor square() => Ops.square.Single(this);

        /// <summary>The square root.</summary>
        public Tensor sqrt() => Ops.sqrt.Single(this);

        /// <summary>In place: the square root.</summary>
        public Tensor sqrt_() => Ops.sqrt_.InPlace(this);

        /// <summary>Multiplies by the logarithm of another, zero where this tensor is zero.</summary>
        public Tensor xlogy(Tensor y) => Ops.xlogy_Tensor.Single(this, y);

        /// <summary>In place: multiplies by the logarithm of another, zero where this tensor is zero.</summary>
        public Tensor xlogy_(Tensor y) => Ops.xlogy__Tensor.InPlace(this, y);

        /// <summary>Multiplies by the logarithm of another, zero where this tensor is zero.</summary>
        public Tensor xlogy(Scalar y) => Ops.xlogy_Scalar_Other.Single(this, y);

        /// <summary>In place: multiplies by the logarithm of another, zero where this tensor is zero.</summary>
        public Tensor xlogy_(Scalar y) => Ops.xlogy__Scalar_Other.InPlace(this, y);

        /// <summary>Multiplies by two to the power of another tensor.</summary>
        public Tensor ldexp(Tensor other) => Ops.ldexp_Tensor.Single(this, other);

        /// <summary>In place: multiplies by two to the power of another tensor.</summary>
        public Tensor ldexp_(Tensor other) => Ops.ldexp_.InPlace(this, other);
    }
}
