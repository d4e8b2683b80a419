namespace TorchSharp;

public static partial class torch
{
    /// <summary>The exponential of each element.</summary>
    public static Tensor exp(Tensor input) => input.exp();

    /// <summary>In place: the exponential of each element.</summary>
    public static Tensor exp_(Tensor input) => input.exp_();

    /// <summary>Two to the power of each element.</summary>
    public static Tensor exp2(Tensor input) => input.exp2();

    /// <summary>In place: two to the power of each element.</summary>
    public static Tensor exp2_(Tensor input) => input.exp2_();

    /// <summary>The exponential minus one.</summary>
    public static Tensor expm1(Tensor input) => input.expm1();

    /// <summary>In place: the exponential minus one.</summary>
    public static Tensor expm1_(Tensor input) => input.expm1_();

    /// <summary>Raises to a power in double precision.</summary>
    public static Tensor float_power(Tensor input, Tensor target) => input.float_power(target);

    /// <summary>In place: raises to a power in double precision.</summary>
    public static Tensor float_power_(Tensor input, Tensor target) => input.float_power_(target);

    /// <summary>Splits into mantissa and exponent.</summary>
    public static (Tensor Mantissa, Tensor Exponent) frexp(Tensor input) => input.frexp();

    /// <summary>Multiplies by two to the power of another tensor.</summary>
    public static Tensor ldexp(Tensor input, Tensor other) => input.ldexp(other);

    /// <summary>In place: multiplies by two to the power of another tensor.</summary>
    public static Tensor ldexp_(Tensor input, Tensor other) => input.ldexp_(other);

    /// <summary>The natural logarithm.</summary>
    public static Tensor log(Tensor input) => input.log();

    /// <summary>In place: the natural logarithm.</summary>
    public static Tensor log_(Tensor input) => input.log_();

    /// <summary>The logarithm to the base 10.</summary>
    public static Tensor log10(Tensor input) => input.log10();

    /// <summary>In place: the logarithm to the base 10.</summary>
    public static Tensor log10_(Tensor input) => input.log10_();

    /// <summary>The natural logarithm of one plus each element.</summary>
    public static Tensor log1p(Tensor input) => input.log1p();

    /// <summary>In place: the natural logarithm of one plus each element.</summary>
    public static Tensor log1p_(Tensor input) => input.log1p_();

    /// <summary>The logarithm to the base 2.</summary>
    public static Tensor log2(Tensor input) => input.log2();

    /// <summary>In place: the logarithm to the base 2.</summary>
    public static Tensor log2_(Tensor input) => input.log2_();

    /// <summary>The logarithm of the sum of the exponentials.</summary>
    public static Tensor logaddexp(Tensor left, Tensor right) => left.logaddexp(right);

    /// <summary>The binary logarithm of the sum of powers of two.</summary>
    public static Tensor logaddexp2(Tensor left, Tensor right) => left.logaddexp2(right);

    /// <summary>The logarithm of the odds; elements are limited to eps and 1 - eps where eps is given.</summary>
    public static Tensor logit(Tensor input, double? eps = null) => input.logit(eps);

    /// <summary>In place: the logarithm of the odds; elements are limited to eps and 1 - eps where eps is given.</summary>
    public static Tensor logit_(Tensor input, double? eps = null) => input.logit_(eps);

    /// <summary>Raises to a power.</summary>
    public static Tensor pow(Tensor left, Tensor exponent) => left.pow(exponent);

    /// <summary>Raises to a power.</summary>
    public static Tensor pow(Tensor left, Scalar exponent) => left.pow(exponent);

    /// <summary>In place: raises to a power.</summary>
    public static Tensor pow_(Tensor left, Tensor exponent) => left.pow_(exponent);

    /// <summary>In place: raises to a power.</summary>
    public static Tensor pow_(Tensor left, Scalar exponent) => left.pow_(exponent);

    /// <summary>One over the square root.</summary>
    public static Tensor rsqrt(Tensor input) => input.rsqrt();

    /// <summary>In place: one over the square root.</summary>
    public static Tensor rsqrt_(Tensor input) => input.rsqrt_();

    /// <summary>The square root.</summary>
    public static Tensor sqrt(Tensor input) => input.sqrt();

    /// <summary>In place: the square root.</summary>
    public static Tensor sqrt_(Tensor input) => input.sqrt_();

    /// <summary>The square of each element.</summary>
    public static Tensor square(Tensor input) => input.square();

    /// <summary>Multiplies by the logarithm of another, zero where this tensor is zero.</summary>
    public static Tensor xlogy(Tensor x, Tensor y) => x.xlogy(y);

    /// <summary>In place: multiplies by the logarithm of another, zero where this tensor is zero.</summary>
    public static Tensor xlogy_(Tensor x, Tensor y) => x.xlogy_(y);

    /// <summary>Multiplies by the logarithm of another, zero where this tensor is zero.</summary>
    public static Tensor xlogy(Tensor x, Scalar y) => x.xlogy(y);

    /// <summary>In place: multiplies by the logarithm of another, zero where this tensor is zero.</summary>
    public static Tensor xlogy_(Tensor x, Scalar y) => x.xlogy_(y);
}
