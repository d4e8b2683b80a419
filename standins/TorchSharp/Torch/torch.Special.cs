namespace TorchSharp;

public static partial class torch
{
    /// <summary>The logarithmic derivative of the gamma function.</summary>
    public static Tensor digamma(Tensor input) => input.digamma();

    /// <summary>In place: the logarithmic derivative of the gamma function.</summary>
    public static Tensor digamma_(Tensor input) => input.digamma_();

    /// <summary>The error function.</summary>
    public static Tensor erf(Tensor input) => input.erf();

    /// <summary>In place: the error function.</summary>
    public static Tensor erf_(Tensor input) => input.erf_();

    /// <summary>The complementary error function.</summary>
    public static Tensor erfc(Tensor input) => input.erfc();

    /// <summary>In place: the complementary error function.</summary>
    public static Tensor erfc_(Tensor input) => input.erfc_();

    /// <summary>The inverse of the error function.</summary>
    public static Tensor erfinv(Tensor input) => input.erfinv();

    /// <summary>In place: the inverse of the error function.</summary>
    public static Tensor erfinv_(Tensor input) => input.erfinv_();

    /// <summary>The logarithm of the absolute value of the gamma function.</summary>
    public static Tensor lgamma(Tensor input) => input.lgamma();

    /// <summary>In place: the logarithm of the absolute value of the gamma function.</summary>
    public static Tensor lgamma_(Tensor input) => input.lgamma_();

    /// <summary>The modified Bessel function of order zero.</summary>
    public static Tensor i0(Tensor input) => input.i0();

    /// <summary>In place: the modified Bessel function of order zero.</summary>
    public static Tensor i0_(Tensor input) => input.i0_();

    /// <summary>The regularized lower incomplete gamma function.</summary>
    public static Tensor igamma(Tensor input, Tensor other) => input.igamma(other);

    /// <summary>The regularized upper incomplete gamma function.</summary>
    public static Tensor igammac(Tensor input, Tensor other) => input.igammac(other);

    /// <summary>The multivariate log-gamma function of dimension p.</summary>
    public static Tensor mvlgamma(Tensor input, long p) => input.mvlgamma(p);

    /// <summary>In place: the multivariate log-gamma function of dimension p.</summary>
    public static Tensor mvlgamma_(Tensor input, long p) => input.mvlgamma_(p);

    /// <summary>The n-th derivative of the digamma function.</summary>
    public static Tensor polygamma(Tensor input, long p) => input.polygamma(p);

    /// <summary>In place: the n-th derivative of the digamma function.</summary>
    public static Tensor polygamma_(Tensor input, long p) => input.polygamma_(p);
}
