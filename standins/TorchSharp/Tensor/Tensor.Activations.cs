using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The logarithm of the softmax along a dimension.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Ops.log_softmax_int.Single(this, dim, dtype);

        /// <summary>Replaces elements that do not exceed a threshold.</summary>
        public Tensor threshold(Scalar threshold, Scalar value) => Ops.threshold.Single(this, threshold, value);

        /// <summary>In place: replaces elements that do not exceed a threshold.</summary>
        public Tensor threshold_(Scalar threshold, Scalar value) => Ops.threshold_.InPlace(this, threshold, value);

        /// <summary>The exponentials divided by their sum along a dimension.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => Ops.softmax_int.Single(this, dim, dtype);

        /// <summary>A smooth positive part; linear above the threshold.</summary>
        public Tensor softplus(double beta = 1, double threshold = 20) => Ops.softplus.Single(this, beta, threshold);

        /// <summary>The positive part.</summary>
        public Tensor relu() => Ops.relu.Single(this);

        /// <summary>In place: the positive part.</summary>
        public Tensor relu_() => Ops.relu_.InPlace(this);

        /// <summary>The positive part, at most 6.</summary>
        public Tensor relu6() => Ops.relu6.Single(this);

        /// <summary>In place: the positive part, at most 6.</summary>
        public Tensor relu6_() => Ops.relu6_.InPlace(this);

        /// <summary>The continuously differentiable exponential linear unit.</summary>
        public Tensor celu() => Ops.celu.Single(this);

        /// <summary>In place: the continuously differentiable exponential linear unit.</summary>
        public Tensor celu_() => Ops.celu_.InPlace(this);

        /// <summary>The continuously differentiable exponential linear unit.</summary>
        public Tensor celu(Scalar alpha) => Ops.celu.Single(this, alpha);

        /// <summary>In place: the continuously differentiable exponential linear unit.</summary>
        public Tensor celu_(Scalar alpha) => Ops.celu_.InPlace(this, alpha);

        /// <summary>The exponential linear unit.</summary>
        public Tensor elu(double alpha = 1) => Ops.elu.Single(this, alpha);

        /// <summary>In place: the exponential linear unit.</summary>
        public Tensor elu_(double alpha = 1) => Ops.elu_.InPlace(this, alpha);

        /// <summary>The exponential linear unit.</summary>
        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale) => Ops.elu.Single(this, alpha, scale, input_scale);

        /// <summary>In place: the exponential linear unit.</summary>
        public Tensor elu_(Scalar alpha, Scalar scale, Scalar input_scale) => Ops.elu_.InPlace(this, alpha, scale, input_scale);

        /// <summary>The Gaussian error linear unit.</summary>
        public Tensor gelu() => Ops.gelu.Single(this);

        /// <summary>The Gaussian error linear unit.</summary>
        public Tensor gelu(Modules.GELU.Approximate approximate) => Ops.gelu.Single(this, approximate.Text());

        /// <summary>In place: the Gaussian error linear unit.</summary>
        public Tensor gelu_() => Ops.gelu_.InPlace(this);

        /// <summary>In place: the Gaussian error linear unit.</summary>
        public Tensor gelu_(Modules.GELU.Approximate approximate) => Ops.gelu_.InPlace(this, approximate.Text());

        /// <summary>The first half times the logistic function of the second half.</summary>
        public Tensor glu(long dim = -1) => Ops.glu.Single(this, dim);

        /// <summary>The piecewise linear approximation of the logistic function.</summary>
        public Tensor hardsigmoid() => Ops.hardsigmoid.Single(this);

        /// <summary>In place: the piecewise linear approximation of the logistic function.</summary>
        public Tensor hardsigmoid_() => Ops.hardsigmoid_.InPlace(this);

        /// <summary>Each element times its hard sigmoid.</summary>
        public Tensor hardswish() => Ops.hardswish.Single(this);

        /// <summary>In place: each element times its hard sigmoid.</summary>
        public Tensor hardswish_() => Ops.hardswish_.InPlace(this);

        /// <summary>Limits elements to a range.</summary>
        public Tensor hardtanh(Scalar min, Scalar max) => Ops.hardtanh.Single(this, min, max);

        /// <summary>In place: limits elements to a range.</summary>
        public Tensor hardtanh_(Scalar min, Scalar max) => Ops.hardtanh_.InPlace(this, min, max);

        /// <summary>The positive part plus a fraction of the negative part.</summary>
        public Tensor leaky_relu(Scalar negative_slope) => Ops.leaky_relu.Single(this, negative_slope);

        /// <summary>In place: the positive part plus a fraction of the negative part.</summary>
        public Tensor leaky_relu_(Scalar negative_slope) => Ops.leaky_relu_.InPlace(this, negative_slope);

        /// <summary>The scaled exponential linear unit.</summary>
        public Tensor selu() => Ops.selu.Single(this);

        /// <summary>In place: the scaled exponential linear unit.</summary>
        public Tensor selu_() => Ops.selu_.InPlace(this);

        /// <summary>Each element times its logistic function.</summary>
        public Tensor silu() => Ops.silu.Single(this);

        /// <summary>In place: each element times its logistic function.</summary>
        public Tensor silu_() => Ops.silu_.InPlace(this);

        /// <summary>The logarithm of the logistic function.</summary>
        public Tensor log_sigmoid() => Ops.log_sigmoid.Single(this);

        /// <summary>The positive part plus learned fractions of the negative part.</summary>
        public Tensor prelu(Tensor target) => Ops.prelu.Single(this, target);

        /// <summary>The logistic function.</summary>
        public Tensor sigmoid() => Ops.sigmoid.Single(this);

        /// <summary>In place: the logistic function.</summary>
        public Tensor sigmoid_() => Ops.sigmoid_.InPlace(this);
    }
}
