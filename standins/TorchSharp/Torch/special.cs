using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Special functions.</summary>
    public static partial class special
    {
        /// <summary>Minus each element times its logarithm.</summary>
        public static Tensor entr(Tensor input) => Ops.special_entr.Single(input);

        /// <summary>The error function.</summary>
        public static Tensor erf(Tensor input) => Ops.special_erf.Single(input);

        /// <summary>The complementary error function.</summary>
        public static Tensor erfc(Tensor input) => Ops.special_erfc.Single(input);

        /// <summary>The inverse of the error function.</summary>
        public static Tensor erfinv(Tensor input) => Ops.special_erfinv.Single(input);

        /// <summary>The logistic function.</summary>
        public static Tensor expit(Tensor input) => Ops.special_expit.Single(input);

        /// <summary>The exponential minus one.</summary>
        public static Tensor expm1(Tensor input) => Ops.special_expm1.Single(input);

        /// <summary>Two to the power of each element.</summary>
        public static Tensor exp2(Tensor input) => Ops.special_exp2.Single(input);

        /// <summary>The logarithm of the absolute value of the gamma function.</summary>
        public static Tensor gammaln(Tensor input) => Ops.special_gammaln.Single(input);

        /// <summary>The logarithmic derivative of the gamma function.</summary>
        public static Tensor digamma(Tensor input) => Ops.special_digamma.Single(input);

        /// <summary>The logarithmic derivative of the gamma function.</summary>
        public static Tensor psi(Tensor input) => Ops.special_psi.Single(input);

        /// <summary>The modified Bessel function of order zero.</summary>
        public static Tensor i0(Tensor input) => Ops.special_i0.Single(input);

        /// <summary>The logarithm of the odds.</summary>
        public static Tensor logit(Tensor input) => Ops.special_logit.Single(input);

        /// <summary>The normal distribution function.</summary>
        public static Tensor ndtr(Tensor input) => Ops.special_ndtr.Single(input);

        /// <summary>The inverse of the normal distribution function.</summary>
        public static Tensor ndtri(Tensor input) => Ops.special_ndtri.Single(input);

        /// <summary>The sine of pi x over pi x, one at zero.</summary>
        public static Tensor sinc(Tensor input) => Ops.special_sinc.Single(input);

        /// <summary>The first times the logarithm of one plus the second.</summary>
        public static Tensor xlog1py(Tensor input, Tensor other) => Ops.special_xlog1py.Single(input, other);

        /// <summary>The Hurwitz zeta function.</summary>
        public static Tensor zeta(Tensor x, Tensor q) => Ops.special_zeta.Single(x, q);
    }
}
