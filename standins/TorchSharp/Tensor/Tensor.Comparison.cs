using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether elements are close: |a - b| is at most atol + rtol |b|.</summary>
        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
            Ops.isclose.Single(this, other, rtol, atol, nanEqual);

        /// <summary>Whether elements are among the test elements.</summary>
        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
            Ops.isin_Tensor_Tensor.Single(this, test_elements, assumeUnique, invert);

        /// <summary>Whether elements are infinite.</summary>
        public Tensor isinf() => Ops.isinf.Single(this);

        /// <summary>Whether elements are finite.</summary>
        public Tensor isfinite() => Ops.isfinite.Single(this);

        /// <summary>Whether elements are positive infinity.</summary>
        public Tensor isposinf() => Ops.isposinf.Single(this);

        /// <summary>Whether elements are negative infinity.</summary>
        public Tensor isneginf() => Ops.isneginf.Single(this);

        /// <summary>Whether elements are not a number.</summary>
        public Tensor isnan() => Ops.isnan.Single(this);

        /// <summary>Whether elements have no imaginary part.</summary>
        public Tensor isreal() => Ops.isreal.Single(this);

        /// <summary>Whether elements are equal.</summary>
        public Tensor eq(Tensor target) => Ops.eq_Tensor.Single(this, target);

        /// <summary>In place: whether elements are equal.</summary>
        public Tensor eq_(Tensor target) => Ops.eq__Tensor.InPlace(this, target);

        /// <summary>Whether elements are equal.</summary>
        public Tensor eq(Scalar target) => Ops.eq_Scalar.Single(this, target);

        /// <summary>In place: whether elements are equal.</summary>
        public Tensor eq_(Scalar target) => Ops.eq__Scalar.InPlace(this, target);

        /// <summary>Whether elements are greater or equal.</summary>
        public Tensor ge(Tensor target) => Ops.ge_Tensor.Single(this, target);

        /// <summary>Whether elements are greater or equal.</summary>
        public Tensor greater_equal(Tensor target) => Ops.greater_equal_Tensor.Single(this, target);

        /// <summary>In place: whether elements are greater or equal.</summary>
        public Tensor ge_(Tensor target) => Ops.ge__Tensor.InPlace(this, target);

        /// <summary>Whether elements are greater or equal.</summary>
        public Tensor ge(Scalar target) => Ops.ge_Scalar.Single(this, target);

        /// <summary>In place: whether elements are greater or equal.</summary>
        public Tensor ge_(Scalar target) => Ops.ge__Scalar.InPlace(this, target);

        /// <summary>Whether elements are greater.</summary>
        public Tensor gt(Tensor target) => Ops.gt_Tensor.Single(this, target);

        /// <summary>Whether elements are greater.</summary>
        public Tensor greater(Tensor target) => Ops.greater_Tensor.Single(this, target);

        /// <summary>In place: whether elements are greater.</summary>
        public Tensor gt_(Tensor target) => Ops.gt__Tensor.InPlace(this, target);

        /// <summary>Whether elements are greater.</summary>
        public Tensor gt(Scalar target) => Ops.gt_Scalar.Single(this, target);

        /// <summary>In place: whether elements are greater.</summary>
        public Tensor gt_(Scalar target) => Ops.gt__Scalar.InPlace(this, target);

        /// <summary>Whether elements are smaller or equal.</summary>
        public Tensor le(Tensor target) => Ops.le_Tensor.Single(this, target);

        /// <summary>Whether elements are smaller or equal.</summary>
        public Tensor less_equal(Tensor target) => Ops.less_equal_Tensor.Single(this, target);

        /// <summary>In place: whether elements are smaller or equal.</summary>
        public Tensor le_(Tensor target) => Ops.le__Tensor.InPlace(this, target);

        /// <summary>In place: whether elements are smaller or equal.</summary>
        public Tensor less_equal_(Tensor target) => Ops.less_equal__Tensor.InPlace(this, target);

        /// <summary>Whether elements are smaller or equal.</summary>
        public Tensor le(Scalar target) => Ops.le_Scalar.Single(this, target);

        /// <summary>In place: whether elements are smaller or equal.</summary>
        public Tensor le_(Scalar target) => Ops.le__Scalar.InPlace(this, target);

        /// <summary>Whether elements are smaller.</summary>
        public Tensor lt(Tensor target) => Ops.lt_Tensor.Single(this, target);

        /// <summary>Whether elements are smaller.</summary>
        public Tensor less(Tensor target) => Ops.less_Tensor.Single(this, target);

        /// <summary>In place: whether elements are smaller.</summary>
        public Tensor lt_(Tensor target) => Ops.lt__Tensor.InPlace(this, target);

        /// <summary>Whether elements are smaller.</summary>
        public Tensor lt(Scalar target) => Ops.lt_Scalar.Single(this, target);

        /// <summary>In place: whether elements are smaller.</summary>
        public Tensor lt_(Scalar target) => Ops.lt__Scalar.InPlace(this, target);

        /// <summary>The greater of two elements; not-a-number wins.</summary>
        public Tensor maximum(Tensor other) => Ops.maximum.Single(this, other);

        /// <summary>The smaller of two elements; not-a-number wins.</summary>
        public Tensor minimum(Tensor other) => Ops.minimum.Single(this, other);

        /// <summary>Whether elements differ.</summary>
        public Tensor ne(Tensor target) => Ops.ne_Tensor.Single(this, target);

        /// <summary>Whether elements differ.</summary>
        public Tensor not_equal(Tensor target) => Ops.not_equal_Tensor.Single(this, target);

        /// <summary>In place: whether elements differ.</summary>
        public Tensor ne_(Tensor target) => Ops.ne__Tensor.InPlace(this, target);

        /// <summary>In place: whether elements differ.</summary>
        public Tensor not_equal_(Tensor target) => Ops.not_equal__Tensor.InPlace(this, target);

        /// <summary>Whether elements differ.</summary>
        public Tensor ne(Scalar target) => Ops.ne_Scalar.Single(this, target);

        /// <summary>In place: whether elements differ.</summary>
        public Tensor ne_(Scalar target) => Ops.ne__Scalar.InPlace(this, target);

        /// <summary>The greater of two elements; numbers win over not-a-number.</summary>
        public Tensor fmax(Tensor other) => Ops.fmax.Single(this, other);

        /// <summary>The smaller of two elements; numbers win over not-a-number.</summary>
        public Tensor fmin(Tensor other) => Ops.fmin.Single(this, other);
    }
}
