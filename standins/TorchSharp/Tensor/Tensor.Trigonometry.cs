using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The arc sine in radians.</summary>
        public Tensor asin() => Ops.asin.Single(this);

        /// <summary>The arc sine in radians.</summary>
        public Tensor arcsin() => Ops.arcsin.Single(this);

        /// <summary>In place: the arc sine in radians.</summary>
        public Tensor asin_() => Ops.asin_.InPlace(this);

        /// <summary>In place: the arc sine in radians.</summary>
        public Tensor arcsin_() => Ops.arcsin_.InPlace(this);

        /// <summary>The arc cosine in radians.</summary>
        public Tensor acos() => Ops.acos.Single(this);

        /// <summary>The arc cosine in radians.</summary>
        public Tensor arccos() => Ops.arccos.Single(this);

        /// <summary>In place: the arc cosine in radians.</summary>
        public Tensor acos_() => Ops.acos_.InPlace(this);

        /// <summary>In place: the arc cosine in radians.</summary>
        public Tensor arccos_() => Ops.arccos_.InPlace(this);

        /// <summary>The arc tangent in radians.</summary>
        public Tensor atan() => Ops.atan.Single(this);

        /// <summary>The arc tangent in radians.</summary>
        public Tensor arctan() => Ops.arctan.Single(this);

        /// <summary>The arc tangent in radians.</summary>
        public Tensor arctan(Tensor other) => Ops.atan2.Single(this, other);

        /// <summary>In place: the arc tangent in radians.</summary>
        public Tensor arctan_(Tensor other) => Ops.atan2_.InPlace(this, other);

        /// <summary>In place: the arc tangent in radians.</summary>
        public Tensor atan_() => Ops.atan_.InPlace(this);

        /// <summary>In place: the arc tangent in radians.</summary>
        public Tensor arctan_() => Ops.arctan_.InPlace(this);

        /// <summary>The angle of the point of two coordinates, in radians.</summary>
        public Tensor atan2(Tensor other) => Ops.atan2.Single(this, other);

        /// <summary>In place: the angle of the point of two coordinates, in radians.</summary>
        public Tensor atan2_(Tensor other) => Ops.atan2_.InPlace(this, other);

        /// <summary>The cosine of radians.</summary>
        public Tensor cos() => Ops.cos.Single(this);

        /// <summary>In place: the cosine of radians.</summary>
        public Tensor cos_() => Ops.cos_.InPlace(this);

        /// <summary>The sine of radians.</summary>
        public Tensor sin() => Ops.sin.Single(this);

        /// <summary>In place: the sine of radians.</summary>
        public Tensor sin_() => Ops.sin_.InPlace(this);

        /// <summary>The tangent of radians.</summary>
        public Tensor tan() => Ops.tan.Single(this);

        /// <summary>In place: the tangent of radians.</summary>
        public Tensor tan_() => Ops.tan_.InPlace(this);

        /// <summary>The sine of pi x over pi x, one at zero.</summary>
        public Tensor sinc() => Ops.sinc.Single(this);

        /// <summary>In place: the sine of pi x over pi x, one at zero.</summary>
        public Tensor sinc_() => Ops.sinc_.InPlace(this);

        /// <summary>The hyperbolic sine.</summary>
        public Tensor sinh() => Ops.sinh.Single(this);

        /// <summary>In place: the hyperbolic sine.</summary>
        public Tensor sinh_() => Ops.sinh_.InPlace(this);

        /// <summary>The hyperbolic cosine.</summary>
        public Tensor cosh() => Ops.cosh.Single(this);

        /// <summary>In place: the hyperbolic cosine.</summary>
        public Tensor cosh_() => Ops.cosh_.InPlace(this);

        /// <summary>The hyperbolic tangent.</summary>
        public Tensor tanh() => Ops.tanh.Single(this);

        /// <summary>In place: the hyperbolic tangent.</summary>
        public Tensor tanh_() => Ops.tanh_.InPlace(this);

        /// <summary>The inverse hyperbolic sine.</summary>
        public Tensor arcsinh() => Ops.arcsinh.Single(this);

        /// <summary>The inverse hyperbolic sine.</summary>
        public Tensor asinh() => Ops.asinh.Single(this);

        /// <summary>In place: the inverse hyperbolic sine.</summary>
        public Tensor arcsinh_() => Ops.arcsinh_.InPlace(this);

        /// <summary>In place: the inverse hyperbolic sine.</summary>
        public Tensor asinh_() => Ops.asinh_.InPlace(this);

        /// <summary>The inverse hyperbolic cosine.</summary>
        public Tensor arccosh() => Ops.arccosh.Single(this);

        /// <summary>The inverse hyperbolic cosine.</summary>
        public Tensor acosh() => Ops.acosh.Single(this);

        /// <summary>In place: the inverse hyperbolic cosine.</summary>
        public Tensor arccosh_() => Ops.arccosh_.InPlace(this);

        /// <summary>In place: the inverse hyperbolic cosine.</summary>
        public Tensor acosh_() => Ops.acosh_.InPlace(this);

        /// <summary>The inverse hyperbolic tangent.</summary>
        public Tensor arctanh() => Ops.arctanh.Single(this);

        /// <summary>The inverse hyperbolic tangent.</summary>
        public Tensor atanh() => Ops.atanh.Single(this);

        /// <summary>In place: the inverse hyperbolic tangent.</summary>
        public Tensor arctanh_() => Ops.arctanh_.InPlace(this);

        /// <summary>In place: the inverse hyperbolic tangent.</summary>
        public Tensor atanh_() => Ops.atanh_.InPlace(this);

        /// <summary>Degrees to radians.</summary>
        public Tensor deg2rad() => Ops.deg2rad.Single(this);

        /// <summary>In place: degrees to radians.</summary>
        public Tensor deg2rad_() => Ops.deg2rad_.InPlace(this);

        /// <summary>Radians to degrees.</summary>
        public Tensor rad2deg() => Ops.rad2deg.Single(this);

        /// <summary>In place: radians to degrees.</summary>
        public Tensor rad2deg_() => Ops.rad2deg_.InPlace(this);
    }
}
