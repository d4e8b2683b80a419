namespace TorchSharp;

public static partial class torch
{
    /// <summary>The arc cosine in radians.</summary>
    public static Tensor acos(Tensor input) => input.acos();

    /// <summary>In place: the arc cosine in radians.</summary>
    public static Tensor acos_(Tensor input) => input.acos_();

    /// <summary>The arc cosine in radians.</summary>
    public static Tensor arccos(Tensor input) => input.arccos();

    /// <summary>In place: the arc cosine in radians.</summary>
    public static Tensor arccos_(Tensor input) => input.arccos_();

    /// <summary>The inverse hyperbolic cosine.</summary>
    public static Tensor acosh(Tensor input) => input.acosh();

    /// <summary>In place: the inverse hyperbolic cosine.</summary>
    public static Tensor acosh_(Tensor input) => input.acosh_();

    /// <summary>The inverse hyperbolic cosine.</summary>
    public static Tensor arccosh(Tensor input) => input.arccosh();

    /// <summary>In place: the inverse hyperbolic cosine.</summary>
    public static Tensor arccosh_(Tensor input) => input.arccosh_();

    /// <summary>The arc sine in radians.</summary>
    public static Tensor asin(Tensor input) => input.asin();

    /// <summary>In place: the arc sine in radians.</summary>
    public static Tensor asin_(Tensor input) => input.asin_();

    /// <summary>The arc sine in radians.</summary>
    public static Tensor arcsin(Tensor input) => input.arcsin();

    /// <summary>In place: the arc sine in radians.</summary>
    public static Tensor arcsin_(Tensor input) => input.arcsin_();

    /// <summary>The inverse hyperbolic sine.</summary>
    public static Tensor asinh(Tensor input) => input.asinh();

    /// <summary>In place: the inverse hyperbolic sine.</summary>
    public static Tensor asinh_(Tensor input) => input.asinh_();

    /// <summary>The inverse hyperbolic sine.</summary>
    public static Tensor arcsinh(Tensor input) => input.arcsinh();

    /// <summary>In place: the inverse hyperbolic sine.</summary>
    public static Tensor arcsinh_(Tensor input) => input.arcsinh_();

    /// <summary>The arc tangent in radians.</summary>
    public static Tensor atan(Tensor input) => input.atan();

    /// <summary>In place: the arc tangent in radians.</summary>
    public static Tensor atan_(Tensor input) => input.atan_();

    /// <summary>The arc tangent in radians.</summary>
    public static Tensor arctan(Tensor input) => input.arctan();

    /// <summary>In place: the arc tangent in radians.</summary>
    public static Tensor arctan_(Tensor input) => input.arctan_();

    /// <summary>The inverse hyperbolic tangent.</summary>
    public static Tensor atanh(Tensor input) => input.atanh();

    /// <summary>In place: the inverse hyperbolic tangent.</summary>
    public static Tensor atanh_(Tensor input) => input.atanh_();

    /// <summary>The inverse hyperbolic tangent.</summary>
    public static Tensor arctanh(Tensor input) => input.arctanh();

    /// <summary>In place: the inverse hyperbolic tangent.</summary>
    public static Tensor arctanh_(Tensor input) => input.arctanh_();

    /// <summary>The angle of the point of two coordinates, in radians.</summary>
    public static Tensor atan2(Tensor input, Tensor other) => input.atan2(other);

    /// <summary>In place: the angle of the point of two coordinates, in radians.</summary>
    public static Tensor atan2_(Tensor input, Tensor other) => input.atan2_(other);

    /// <summary>The arc tangent in radians.</summary>
    public static Tensor arctan(Tensor input, Tensor other) => input.arctan(other);

    /// <summary>In place: the arc tangent in radians.</summary>
    public static Tensor arctan_(Tensor input, Tensor other) => input.arctan_(other);

    /// <summary>The cosine of radians.</summary>
    public static Tensor cos(Tensor input) => input.cos();

    /// <summary>In place: the cosine of radians.</summary>
    public static Tensor cos_(Tensor input) => input.cos_();

    /// <summary>The hyperbolic cosine.</summary>
    public static Tensor cosh(Tensor input) => input.cosh();

    /// <summary>In place: the hyperbolic cosine.</summary>
    public static Tensor cosh_(Tensor input) => input.cosh_();

    /// <summary>Degrees to radians.</summary>
    public static Tensor deg2rad(Tensor input) => input.deg2rad();

    /// <summary>In place: degrees to radians.</summary>
    public static Tensor deg2rad_(Tensor input) => input.deg2rad_();

    /// <summary>Radians to degrees.</summary>
    public static Tensor rad2deg(Tensor input) => input.rad2deg();

    /// <summary>In place: radians to degrees.</summary>
    public static Tensor rad2deg_(Tensor input) => input.rad2deg_();

    /// <summary>The sine of radians.</summary>
    public static Tensor sin(Tensor input) => input.sin();

    /// <summary>In place: the sine of radians.</summary>
    public static Tensor sin_(Tensor input) => input.sin_();

    /// <summary>The sine of pi x over pi x, one at zero.</summary>
    public static Tensor sinc(Tensor input) => input.sinc();

    /// <summary>In place: the sine of pi x over pi x, one at zero.</summary>
    public static Tensor sinc_(Tensor input) => input.sinc_();

    /// <summary>The hyperbolic sine.</summary>
    public static Tensor sinh(Tensor input) => input.sinh();

    /// <summary>In place: the hyperbolic sine.</summary>
    public static Tensor sinh_(Tensor input) => input.sinh_();

    /// <summary>The tangent of radians.</summary>
    public static Tensor tan(Tensor input) => input.tan();

    /// <summary>In place: the tangent of radians.</summary>
    public static Tensor tan_(Tensor input) => input.tan_();

    /// <summary>The hyperbolic tangent.</summary>
    public static Tensor tanh(Tensor input) => input.tanh();

    /// <summary>In place: the hyperbolic tangent.</summary>
    public static Tensor tanh_(Tensor input) => input.tanh_();
}
