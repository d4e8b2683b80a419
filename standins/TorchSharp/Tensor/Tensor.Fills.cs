using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Overwrites with random numbers, uniform from one number until before another.</summary>
        public Tensor uniform_(double from, double to, Generator? generator = null) =>
            Ops.uniform_.InPlace(this, from, to, generator);

        /// <summary>Overwrites with normal random numbers.</summary>
        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) =>
            Ops.normal_.InPlace(this, mean, std, generator);

        /// <summary>Overwrites with exponentials of normal random numbers.</summary>
        public Tensor log_normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) =>
            Ops.log_normal_.InPlace(this, mean, std, generator);

        /// <summary>Overwrites with exponentially distributed random numbers of a rate.</summary>
        public Tensor exponential_(double lambda = 1.0, Generator? generator = null) =>
            Ops.exponential_.InPlace(this, lambda, generator);

        /// <summary>Overwrites with Cauchy distributed random numbers.</summary>
        public Tensor cauchy_(double median = 0.0, double sigma = 1.0, Generator? generator = null) =>
            Ops.cauchy_.InPlace(this, median, sigma, generator);

        /// <summary>Overwrites with the number of trials until the first success.</summary>
        public Tensor geometric_(double p, Generator? generator = null) =>
            Ops.geometric_.InPlace(this, p, generator);

        /// <summary>Zeros in the shape of this tensor.</summary>
        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factory.ZerosLike(this, dtype, device, requires_grad, null);

        /// <summary>Ones in the shape of this tensor.</summary>
        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factory.OnesLike(this, dtype, device, requires_grad, null);

        /// <summary>A tensor in the shape of this one, its elements whatever the memory holds.</summary>
        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factory.EmptyLike(this, dtype, device, requires_grad, null);

        /// <summary>Uniform random numbers in the shape of this tensor.</summary>
        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factory.RandLike(this, dtype, device, requires_grad, null);

        /// <summary>Normal random numbers in the shape of this tensor.</summary>
        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factory.RandnLike(this, dtype, device, requires_grad, null);

        /// <summary>A number in the shape of this tensor.</summary>
        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factory.FullLike(this, value, dtype, device, requires_grad, null);
    }
}
