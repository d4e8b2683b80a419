using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The logarithmic derivative of the gamma function.</summary>
        public Tensor digamma() => Ops.digamma.Single(this);

        /// <summary>In place: the logarithmic derivative of the gamma function.</summary>
        public Tensor digamma_() => Ops.digamma_.InPlace(this);

        /// <summary>The logarithm of the absolute value of the gamma function.</summary>
        public Tensor lgamma() => Ops.lgamma.Single(this);

        /// <summary>In place: the logarithm of the absolute value of the gamma function.</summary>
        public Tensor lgamma_() => Ops.lgamma_.InPlace(this);

        /// <summary>The multivariate log-gamma function of dimension p.</summary>
        public Tensor mvlgamma(long p) => Ops.mvlgamma.Single(this, p);

        /// <summary>In place: the multivariate log-gamma function of dimension p.</summary>
        public Tensor mvlgamma_(long p) => Ops.mvlgamma_.InPlace(this, p);

        /// <summary>The n-th derivative of the digamma function.</summary>
        public Tensor polygamma(long p) => Ops.polygamma.Single(p, this);

        /// <summary>In place: the n-th derivative of the digamma function.</summary>
        public Tensor polygamma_(long p) => Ops.polygamma_.InPlace(this, p);

        /// <summary>The regularized lower incomplete gamma function.</summary>
        public Tensor igamma(Tensor other) => Ops.igamma.Single(this, other);

        /// <summary>The regularized upper incomplete gamma function.</summary>
        public Tensor igammac(Tensor other) => Ops.igammac.Single(this, other);

        /// <summary>The modified Bessel function of order zero.</summary>
        public Tensor i0() => Ops.i0.Single(this);

        /// <summary>In place: the modified Bessel function of order zero.</summary>
        public Tensor i0_() => Ops.i0_.InPlace(this);

        /// <summary>The error function.</summary>
        public Tensor erf() => Ops.erf.Single(this);

        /// <summary>In place: the error function.</summary>
        public Tensor erf_() => Ops.erf_.InPlace(this);

        /// <summary>The complementary error function.</summary>
        public Tensor erfc() => Ops.erfc.Single(this);

        /// <summary>In place: the complementary error function.</summary>
        public Tensor erfc_() => Ops.erfc_.InPlace(this);

        /// <summary>The inverse of the error function.</summary>
        public Tensor erfinv() => Ops.erfinv.Single(this);

        /// <summary>In place: the inverse of the error function.</summary>
        public Tensor erfinv_() => Ops.erfinv_.InPlace(this);
    }
}
