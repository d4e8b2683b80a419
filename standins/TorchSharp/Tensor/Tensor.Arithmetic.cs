using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The absolute value of each element.</summary>
        public Tensor abs() => Ops.abs.Single(this);

        /// <summary>The absolute value of each element.</summary>
        public Tensor absolute() => Ops.absolute.Single(this);

        /// <summary>In place: the absolute value of each element.</summary>
        public Tensor abs_() => Ops.abs_.InPlace(this);

        /// <summary>In place: the absolute value of each element.</summary>
        public Tensor absolute_() => Ops.absolute_.InPlace(this);

        /// <summary>Adds, the second operand multiplied by alpha.</summary>
        public Tensor add(Tensor target) => Ops.add_Tensor.Single(this, target);

        /// <summary>Adds, the second operand multiplied by alpha.</summary>
        public Tensor add(Tensor target, Scalar alpha) => Ops.add_Tensor.Single(this, target, alpha);

        /// <summary>Adds, the second operand multiplied by alpha.</summary>
        public Tensor add(Scalar scalar) => Ops.add_Scalar.Single(this, scalar);

        /// <summary>Adds, the second operand multiplied by alpha.</summary>
        public Tensor add(Scalar scalar, Scalar alpha) => Ops.add_Scalar.Single(this, scalar, alpha);

        /// <summary>In place: adds, the second operand multiplied by alpha.</summary>
        public Tensor add_(Tensor target) => Ops.add__Tensor.InPlace(this, target);

        /// <summary>In place: adds, the second operand multiplied by alpha.</summary>
        public Tensor add_(Tensor target, Scalar alpha) => Ops.add__Tensor.InPlace(this, target, alpha);

        /// <summary>In place: adds, the second operand multiplied by alpha.</summary>
        public Tensor add_(Scalar scalar) => Ops.add__Scalar.InPlace(this, scalar);

        /// <summary>In place: adds, the second operand multiplied by alpha.</summary>
        public Tensor add_(Scalar scalar, Scalar alpha) => Ops.add__Scalar.InPlace(this, scalar, alpha);

        /// <summary>Adds value times the quotient of two tensors.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.addcdiv.Single(this, tensor1, tensor2, value);

        /// <summary>Adds value times the quotient of two tensors.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Ops.addcdiv.Single(this, tensor1, tensor2);

        /// <summary>In place: adds value times the quotient of two tensors.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.addcdiv_.InPlace(this, tensor1, tensor2, value);

        /// <summary>In place: adds value times the quotient of two tensors.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Ops.addcdiv_.InPlace(this, tensor1, tensor2);

        /// <summary>Adds value times the product of two tensors.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.addcmul.Single(this, tensor1, tensor2, value);

        /// <summary>In place: adds value times the product of two tensors.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.addcmul_.InPlace(this, tensor1, tensor2, value);

        /// <summary>Divides element by element, rounded as asked.</summary>
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Ops.div_Tensor_mode.Single(this, target, RoundingModes.Text(rounding_mode));

        /// <summary>Divides element by element, rounded as asked.</summary>
        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Ops.divide_Tensor_mode.Single(this, target, RoundingModes.Text(rounding_mode));

        /// <summary>Divides element by element, rounded as asked.</summary>
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Ops.div_Scalar_mode.Single(this, target, RoundingModes.Text(rounding_mode));

        /// <summary>Divides element by element, rounded as asked.</summary>
        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Ops.divide_Scalar_mode.Single(this, target, RoundingModes.Text(rounding_mode));

        /// <summary>In place: divides element by element, rounded as asked.</summary>
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Ops.div__Tensor_mode.InPlace(this, target, RoundingModes.Text(rounding_mode));

        /// <summary>In place: divides element by element, rounded as asked.</summary>
        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Ops.divide__Tensor_mode.InPlace(this, target, RoundingModes.Text(rounding_mode));

        /// <summary>In place: divides element by element, rounded as asked.</summary>
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Ops.div__Scalar_mode.InPlace(this, target, RoundingModes.Text(rounding_mode));

        /// <summary>In place: divides element by element, rounded as asked.</summary>
        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Ops.divide__Scalar_mode.InPlace(this, target, RoundingModes.Text(rounding_mode));

        /// <summary>Divides element by element and rounds down.</summary>
        public Tensor floor_divide(Tensor other) => Ops.floor_divide.Single(this, other);

        /// <summary>Divides element by element and rounds down.</summary>
        public Tensor floor_divide(Scalar other) => Ops.floor_divide_Scalar.Single(this, other);

        /// <summary>In place: divides element by element and rounds down.</summary>
        public Tensor floor_divide_(Tensor other) => Ops.floor_divide__Tensor.InPlace(this, other);

        /// <summary>In place: divides element by element and rounds down.</summary>
        public Tensor floor_divide_(Scalar other) => Ops.floor_divide__Scalar.InPlace(this, other);

        /// <summary>The remainder of the division, with the sign of the dividend.</summary>
        public Tensor fmod(Tensor target) => Ops.fmod_Tensor.Single(this, target);

        /// <summary>In place: the remainder of the division, with the sign of the dividend.</summary>
        public Tensor fmod_(Tensor target) => Ops.fmod__Tensor.InPlace(this, target);

        /// <summary>The remainder of the division, with the sign of the dividend.</summary>
        public Tensor fmod(Scalar scalar) => Ops.fmod_Scalar.Single(this, scalar);

        /// <summary>In place: the remainder of the division, with the sign of the dividend.</summary>
        public Tensor fmod_(Scalar scalar) => Ops.fmod__Scalar.InPlace(this, scalar);

        /// <summary>The greatest common divisor of whole numbers.</summary>
        public Tensor gcd(Tensor other) => Ops.gcd.Single(this, other);

        /// <summary>In place: the greatest common divisor of whole numbers.</summary>
        public Tensor gcd_(Tensor other) => Ops.gcd_.InPlace(this, other);

        /// <summary>The hypotenuse over two legs.</summary>
        public Tensor hypot(Tensor other) => Ops.hypot.Single(this, other);

        /// <summary>Multiplies element by element.</summary>
        public Tensor mul(Tensor target) => Ops.mul_Tensor.Single(this, target);

        /// <summary>Multiplies element by element.</summary>
        public Tensor multiply(Tensor target) => Ops.multiply_Tensor.Single(this, target);

        /// <summary>Multiplies element by element.</summary>
        public Tensor mul(Scalar target) => Ops.mul_Scalar.Single(this, target);

        /// <summary>Multiplies element by element.</summary>
        public Tensor multiply(Scalar target) => Ops.multiply_Scalar.Single(this, target);

        /// <summary>In place: multiplies element by element.</summary>
        public Tensor mul_(Tensor target) => Ops.mul__Tensor.InPlace(this, target);

        /// <summary>In place: multiplies element by element.</summary>
        public Tensor mul_(Scalar target) => Ops.mul__Scalar.InPlace(this, target);

        /// <summary>The negated elements.</summary>
        public Tensor neg() => Ops.neg.Single(this);

        /// <summary>The negated elements.</summary>
        public Tensor negative() => Ops.negative.Single(this);

        /// <summary>In place: the negated elements.</summary>
        public Tensor neg_() => Ops.neg_.InPlace(this);

        /// <summary>One divided by each element.</summary>
        public Tensor reciprocal() => Ops.reciprocal.Single(this);

        /// <summary>In place: one divided by each element.</summary>
        public Tensor reciprocal_() => Ops.reciprocal_.InPlace(this);

        /// <summary>The remainder of the division, with the sign of the divisor.</summary>
        public Tensor remainder(Tensor target) => Ops.remainder_Tensor.Single(this, target);

        /// <summary>In place: the remainder of the division, with the sign of the divisor.</summary>
        public Tensor remainder_(Tensor target) => Ops.remainder__Tensor.InPlace(this, target);

        /// <summary>The remainder of the division, with the sign of the divisor.</summary>
        public Tensor remainder(Scalar scalar) => Ops.remainder_Scalar.Single(this, scalar);

        /// <summary>In place: the remainder of the division, with the sign of the divisor.</summary>
        public Tensor remainder_(Scalar scalar) => Ops.remainder__Scalar.InPlace(this, scalar);

        /// <summary>Minus one, zero or one by the sign of each element.</summary>
        public Tensor sign() => Ops.sign.Single(this);

        /// <summary>In place: minus one, zero or one by the sign of each element.</summary>
        public Tensor sign_() => Ops.sign_.InPlace(this);

        /// <summary>The sign of each element; of complex numbers the unit vector.</summary>
        public Tensor sgn() => Ops.sgn.Single(this);

        /// <summary>In place: the sign of each element; of complex numbers the unit vector.</summary>
        public Tensor sgn_() => Ops.sgn_.InPlace(this);

        /// <summary>Whether the sign bit of each element is set.</summary>
        public Tensor signbit() => Ops.signbit.Single(this);

        /// <summary>Subtracts.</summary>
        public Tensor sub(Tensor target) => Ops.sub_Tensor.Single(this, target);

        /// <summary>Subtracts.</summary>
        public Tensor sub(Scalar target) => Ops.sub_Scalar.Single(this, target);

        /// <summary>Subtracts.</summary>
        public Tensor subtract(Scalar target) => Ops.subtract_Scalar.Single(this, target);

        /// <summary>Subtracts.</summary>
        public Tensor subtract(Tensor target) => Ops.subtract_Tensor.Single(this, target);

        /// <summary>In place: subtracts.</summary>
        public Tensor subtract_(Scalar target) => Ops.subtract__Scalar.InPlace(this, target);

        /// <summary>In place: subtracts.</summary>
        public Tensor subtract_(Tensor target) => Ops.subtract__Tensor.InPlace(this, target);

        /// <summary>In place: subtracts.</summary>
        public Tensor sub_(Tensor target) => Ops.sub__Tensor.InPlace(this, target);

        /// <summary>In place: subtracts.</summary>
        public Tensor sub_(Scalar target) => Ops.sub__Scalar.InPlace(this, target);

        /// <summary>The running integral by the trapezoidal rule along a dimension.</summary>
        public Tensor cumulative_trapezoid(double dx = 1, long dim = -1) => Ops.cumulative_trapezoid_dx.Single(this, dx, dim);

        /// <summary>The running integral by the trapezoidal rule along a dimension.</summary>
        public Tensor cumulative_trapezoid(Tensor x, long dim = -1) => Ops.cumulative_trapezoid_x.Single(this, x, dim);

        /// <summary>The integral by the trapezoidal rule along a dimension.</summary>
        public Tensor trapezoid(double dx = 1, long dim = -1) => Ops.trapezoid_dx.Single(this, dx, dim);

        /// <summary>The integral by the trapezoidal rule along a dimension.</summary>
        public Tensor trapezoid(Tensor x, long dim = -1) => Ops.trapezoid_x.Single(this, x, dim);

        /// <summary>Divides element by element without rounding.</summary>
        public Tensor true_divide(Tensor other) => Ops.true_divide_Tensor.Single(this, other);

        /// <summary>Divides element by element without rounding.</summary>
        public Tensor true_divide(Scalar other) => Ops.true_divide_Scalar.Single(this, other);

        /// <summary>In place: divides element by element without rounding.</summary>
        public Tensor true_divide_(Tensor other) => Ops.true_divide__Tensor.InPlace(this, other);

        /// <summary>In place: divides element by element without rounding.</summary>
        public Tensor true_divide_(Scalar other) => Ops.true_divide__Scalar.InPlace(this, other);

        /// <summary>The magnitudes of this tensor with the signs of another.</summary>
        public Tensor copysign(Tensor other) => Ops.copysign_Tensor.Single(this, other);

        /// <summary>In place: the magnitudes of this tensor with the signs of another.</summary>
        public Tensor copysign_(Tensor other) => Ops.copysign__Tensor.InPlace(this, other);

        /// <summary>The tensor itself.</summary>
        public Tensor positive() => Ops.positive.Single(this);

        /// <summary>The Heaviside step of each element, with the given values at zero.</summary>
        public Tensor heaviside(Tensor other) => Ops.heaviside.Single(this, other);

        /// <summary>In place: the Heaviside step of each element, with the given values at zero.</summary>
        public Tensor heaviside_(Tensor other) => Ops.heaviside_.InPlace(this, other);

        /// <summary>Interpolates linearly between this tensor and end by weight.</summary>
        public Tensor lerp(Tensor end, Tensor weight) => Ops.lerp_Tensor.Single(this, end, weight);

        /// <summary>In place: interpolates linearly between this tensor and end by weight.</summary>
        public Tensor lerp_(Tensor end, Tensor weight) => Ops.lerp__Tensor.InPlace(this, end, weight);

        /// <summary>The n-th difference along a dimension.</summary>
        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) =>
            Ops.diff.Single(this, n, dim, prepend, append);

        /// <summary>The least common multiple of whole numbers.</summary>
        public Tensor lcm(Tensor other) => Ops.lcm.Single(this, other);

        /// <summary>In place: the least common multiple of whole numbers.</summary>
        public Tensor lcm_(Tensor other) => Ops.lcm_.InPlace(this, other);

        /// <summary>The next number in floating point towards another.</summary>
        public Tensor nextafter(Tensor other) => Ops.nextafter.Single(this, other);

        /// <summary>In place: the next number in floating point towards another.</summary>
        public Tensor nextafter_(Tensor other) => Ops.nextafter_.InPlace(this, other);
    }
}
