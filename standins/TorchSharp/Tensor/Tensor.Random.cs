using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Zeros and ones, each one with the probability of its element.</summary>
        public Tensor bernoulli(Generator? generator = null) => Ops.bernoulli.Single(this, generator);

        /// <summary>Indices drawn by the weights in each row.</summary>
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Ops.multinomial.Single(this, num_samples, replacement, generator);

        /// <summary>Poisson numbers with the rates of the elements.</summary>
        public Tensor poisson(Generator? generator = null) => Ops.poisson.Single(this, generator);

        /// <summary>In place: zeros and ones, each one with the probability of its element.</summary>
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Ops.bernoulli__float.InPlace(this, p, generator);

        /// <summary>In place: zeros and ones, each one with the probability of its element.</summary>
        public Tensor bernoulli_(Tensor p, Generator? generator = null) => Ops.bernoulli__Tensor.InPlace(this, p, generator);
    }
}
