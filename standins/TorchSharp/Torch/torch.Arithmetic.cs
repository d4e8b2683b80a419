using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The absolute value of each element.</summary>
    public static Tensor abs(Tensor input) => input.abs();

    /// <summary>In place: the absolute value of each element.</summary>
    public static Tensor abs_(Tensor input) => input.abs_();

    /// <summary>The absolute value of each element.</summary>
    public static Tensor absolute(Tensor input) => input.absolute();

    /// <summary>In place: the absolute value of each element.</summary>
    public static Tensor absolute_(Tensor input) => input.absolute_();

    /// <summary>Adds, the second operand multiplied by alpha.</summary>
    public static Tensor add(Tensor left, Tensor right) => left.add(right);

    /// <summary>Adds, the second operand multiplied by alpha.</summary>
    public static Tensor add(Tensor left, Scalar right) => left.add(right);

    /// <summary>Adds, the second operand multiplied by alpha.</summary>
    public static Tensor add(Tensor left, Tensor right, Scalar alpha) => left.add(right, alpha);

    /// <summary>Adds, the second operand multiplied by alpha.</summary>
    public static Tensor add(Tensor left, Scalar right, Scalar alpha) => left.add(right, alpha);

    /// <summary>In place: adds, the second operand multiplied by alpha.</summary>
    public static Tensor add_(Tensor left, Tensor right) => left.add_(right);

    /// <summary>In place: adds, the second operand multiplied by alpha.</summary>
    public static Tensor add_(Tensor left, Scalar right) => left.add_(right);

    /// <summary>In place: adds, the second operand multiplied by alpha.</summary>
    public static Tensor add_(Tensor left, Tensor right, Scalar alpha) => left.add_(right, alpha);

    /// <summary>In place: adds, the second operand multiplied by alpha.</summary>
    public static Tensor add_(Tensor left, Scalar right, Scalar alpha) => left.add_(right, alpha);

    /// <summary>Adds value times the quotient of two tensors.</summary>
    public static Tensor addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcdiv(tensor1, tensor2, value);

    /// <summary>In place: adds value times the quotient of two tensors.</summary>
    public static Tensor addcdiv_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcdiv_(tensor1, tensor2, value);

    /// <summary>Adds value times the product of two tensors.</summary>
    public static Tensor addcmul(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcmul(tensor1, tensor2, value);

    /// <summary>In place: adds value times the product of two tensors.</summary>
    public static Tensor addcmul_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcmul_(tensor1, tensor2, value);

    /// <summary>The magnitudes of this tensor with the signs of another.</summary>
    public static Tensor copysign(Tensor input, Tensor other) => input.copysign(other);

    /// <summary>In place: the magnitudes of this tensor with the signs of another.</summary>
    public static Tensor copysign_(Tensor input, Tensor other) => input.copysign_(other);

    /// <summary>Divides element by element, rounded as asked.</summary>
    public static Tensor div(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) => left.div(right, rounding_mode);

    /// <summary>Divides element by element, rounded as asked.</summary>
    public static Tensor div(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) => left.div(right, rounding_mode);

    /// <summary>In place: divides element by element, rounded as asked.</summary>
    public static Tensor div_(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) => left.div_(right, rounding_mode);

    /// <summary>In place: divides element by element, rounded as asked.</summary>
    public static Tensor div_(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) => left.div_(right, rounding_mode);

    /// <summary>Divides element by element, rounded as asked.</summary>
    public static Tensor divide(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) =>
        left.divide(right, rounding_mode);

    /// <summary>Divides element by element, rounded as asked.</summary>
    public static Tensor divide(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) =>
        left.divide(right, rounding_mode);

    /// <summary>In place: divides element by element, rounded as asked.</summary>
    public static Tensor divide_(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) =>
        left.divide_(right, rounding_mode);

    /// <summary>In place: divides element by element, rounded as asked.</summary>
    public static Tensor divide_(Tensor left, Scalar right) => Ops.divide__Scalar.InPlace(left, right);

    /// <summary>Divides element by element and rounds down.</summary>
    public static Tensor floor_divide(Tensor input, Tensor other) => input.floor_divide(other);

    /// <summary>In place: divides element by element and rounds down.</summary>
    public static Tensor floor_divide_(Tensor input, Tensor other) => input.floor_divide_(other);

    /// <summary>The remainder of the division, with the sign of the dividend.</summary>
    public static Tensor fmod(Tensor left, Tensor right) => left.fmod(right);

    /// <summary>In place: the remainder of the division, with the sign of the dividend.</summary>
    public static Tensor fmod_(Tensor left, Tensor right) => left.fmod_(right);

    /// <summary>The remainder of the division, with the sign of the dividend.</summary>
    public static Tensor fmod(Tensor left, Scalar right) => left.fmod(right);

    /// <summary>In place: the remainder of the division, with the sign of the dividend.</summary>
    public static Tensor fmod_(Tensor left, Scalar right) => left.fmod_(right);

    /// <summary>The Heaviside step of each element, with the given values at zero.</summary>
    public static Tensor heaviside(Tensor input, Tensor values) => input.heaviside(values);

    /// <summary>In place: the Heaviside step of each element, with the given values at zero.</summary>
    public static Tensor heaviside_(Tensor input, Tensor values) => input.heaviside_(values);

    /// <summary>Interpolates linearly between this tensor and end by weight.</summary>
    public static Tensor lerp(Tensor input, Tensor end, Tensor weight) => input.lerp(end, weight);

    /// <summary>The hypotenuse over two legs.</summary>
    public static Tensor hypot(Tensor left, Tensor right) => left.hypot(right);

    /// <summary>Multiplies element by element.</summary>
    public static Tensor mul(Tensor left, Tensor right) => left.mul(right);

    /// <summary>Multiplies element by element.</summary>
    public static Tensor mul(Tensor left, Scalar right) => left.mul(right);

    /// <summary>In place: multiplies element by element.</summary>
    public static Tensor mul_(Tensor left, Tensor right) => left.mul_(right);

    /// <summary>In place: multiplies element by element.</summary>
    public static Tensor mul_(Tensor left, Scalar right) => left.mul_(right);

    /// <summary>Multiplies element by element.</summary>
    public static Tensor multiply(Tensor left, Tensor right) => left.multiply(right);

    /// <summary>Multiplies element by element.</summary>
    public static Tensor multiply(Tensor left, Scalar right) => left.multiply(right);

    /// <summary>In place: multiplies element by element.</summary>
    public static Tensor multiply_(Tensor left, Tensor right) => Ops.multiply__Tensor.InPlace(left, right);

    /// <summary>In place: multiplies element by element.</summary>
    public static Tensor multiply_(Tensor left, Scalar right) => Ops.multiply__Scalar.InPlace(left, right);

    /// <summary>The negated elements.</summary>
    public static Tensor neg(Tensor input) => input.neg();

    /// <summary>In place: the negated elements.</summary>
    public static Tensor neg_(Tensor input) => input.neg_();

    /// <summary>The negated elements.</summary>
    public static Tensor negative(Tensor input) => input.negative();

    /// <summary>In place: the negated elements.</summary>
    public static Tensor negative_(Tensor input) => Ops.negative_.InPlace(input);

    /// <summary>The next number in floating point towards another.</summary>
    public static Tensor nextafter(Tensor input, Tensor other) => input.nextafter(other);

    /// <summary>In place: the next number in floating point towards another.</summary>
    public static Tensor nextafter_(Tensor input, Tensor other) => input.nextafter_(other);

    /// <summary>The tensor itself.</summary>
    public static Tensor positive(Tensor input) => input.positive();

    /// <summary>One divided by each element.</summary>
    public static Tensor reciprocal(Tensor input) => input.reciprocal();

    /// <summary>In place: one divided by each element.</summary>
    public static Tensor reciprocal_(Tensor input) => input.reciprocal_();

    /// <summary>The remainder of the division, with the sign of the divisor.</summary>
    public static Tensor remainder(Tensor left, Tensor right) => left.remainder(right);

    /// <summary>The remainder of the division, with the sign of the divisor.</summary>
    public static Tensor remainder(Tensor left, Scalar right) => left.remainder(right);

    /// <summary>In place: the remainder of the division, with the sign of the divisor.</summary>
    public static Tensor remainder_(Tensor left, Tensor right) => left.remainder_(right);

    /// <summary>In place: the remainder of the division, with the sign of the divisor.</summary>
    public static Tensor remainder_(Tensor left, Scalar right) => left.remainder_(right);

    /// <summary>Minus one, zero or one by the sign of each element.</summary>
    public static Tensor sign(Tensor input) => input.sign();

    /// <summary>In place: minus one, zero or one by the sign of each element.</summary>
    public static Tensor sign_(Tensor input) => input.sign_();

    /// <summary>The sign of each element; of complex numbers the unit vector.</summary>
    public static Tensor sgn(Tensor input) => input.sgn();

    /// <summary>In place: the sign of each element; of complex numbers the unit vector.</summary>
    public static Tensor sgn_(Tensor input) => input.sgn_();

    /// <summary>Whether the sign bit of each element is set.</summary>
    public static Tensor signbit(Tensor input) => input.signbit();

    /// <summary>Subtracts.</summary>
    public static Tensor sub(Tensor left, Tensor right) => left.sub(right);

    /// <summary>Subtracts.</summary>
    public static Tensor sub(Tensor left, Scalar right) => left.sub(right);

    /// <summary>In place: subtracts.</summary>
    public static Tensor sub_(Tensor left, Tensor right) => left.sub_(right);

    /// <summary>In place: subtracts.</summary>
    public static Tensor sub_(Tensor left, Scalar right) => left.sub_(right);

    /// <summary>Subtracts.</summary>
    public static Tensor subtract(Tensor left, Tensor right) => left.subtract(right);

    /// <summary>Subtracts.</summary>
    public static Tensor subtract(Tensor left, Scalar right) => left.subtract(right);

    /// <summary>In place: subtracts.</summary>
    public static Tensor subtract_(Tensor left, Tensor right) => left.subtract_(right);

    /// <summary>In place: subtracts.</summary>
    public static Tensor subtract_(Tensor left, Scalar right) => left.subtract_(right);

    /// <summary>Divides element by element without rounding.</summary>
    public static Tensor true_divide(Tensor dividend, Tensor divisor) => dividend.true_divide(divisor);

    /// <summary>In place: divides element by element without rounding.</summary>
    public static Tensor true_divide_(Tensor dividend, Tensor divisor) => dividend.true_divide_(divisor);

    /// <summary>The n-th difference along a dimension.</summary>
    public static Tensor diff(Tensor input, long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) =>
        input.diff(n, dim, prepend, append);

    /// <summary>The greatest common divisor of whole numbers.</summary>
    public static Tensor gcd(Tensor left, Tensor right) => left.gcd(right);

    /// <summary>In place: the greatest common divisor of whole numbers.</summary>
    public static Tensor gcd_(Tensor left, Tensor right) => left.gcd_(right);

    /// <summary>The least common multiple of whole numbers.</summary>
    public static Tensor lcm(Tensor input, Tensor other) => input.lcm(other);

    /// <summary>In place: the least common multiple of whole numbers.</summary>
    public static Tensor lcm_(Tensor input, Tensor other) => input.lcm_(other);

    /// <summary>The integral by the trapezoidal rule along a dimension.</summary>
    public static Tensor trapezoid(Tensor y, Tensor x, long dim = -1) => y.trapezoid(x, dim);

    /// <summary>The integral by the trapezoidal rule along a dimension.</summary>
    public static Tensor trapezoid(Tensor y, double dx = 1, long dim = -1) => y.trapezoid(dx, dim);

    /// <summary>The running integral by the trapezoidal rule along a dimension.</summary>
    public static Tensor cumulative_trapezoid(Tensor y, Tensor x, long dim = -1) => y.cumulative_trapezoid(x, dim);

    /// <summary>The running integral by the trapezoidal rule along a dimension.</summary>
    public static Tensor cumulative_trapezoid(Tensor y, double dx = 1, long dim = -1) => y.cumulative_trapezoid(dx, dim);
}
