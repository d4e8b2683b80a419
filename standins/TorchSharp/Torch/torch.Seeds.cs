using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Seeds the default generators of all devices.</summary>
    /// <returns>The generator of the processor.</returns>
    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    /// <summary>Seeds the default generator of the processor anew and returns the seed.</summary>
    public static long seed() => random.seed();

    /// <summary>The seed of the default generator of the processor.</summary>
    public static long initial_seed() => random.initial_seed();

    /// <summary>The state of the default generator of the processor.</summary>
    public static Tensor get_rng_state() => random.get_rng_state();

    /// <summary>Sets the state of the default generator of the processor.</summary>
    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);

    /// <summary>Normal numbers with the given means and standard deviations.</summary>
    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null) =>
        Ops.normal_Tensor_Tensor.Single(mean, std, generator);

    /// <summary>Random numbers.</summary>
    public static partial class random
    {
        /// <summary>Seeds the default generators of all devices.</summary>
        /// <returns>The generator of the processor.</returns>
        public static Generator manual_seed(long seed)
        {
            Shim.Check(Shim.SeedAll(seed));
            return Generator.Default;
        }

        /// <summary>Seeds the default generator of the processor anew and returns the seed.</summary>
        public static long seed()
        {
            using var generator = Generator.Default;
            return generator.seed();
        }

        /// <summary>The seed of the default generator of the processor.</summary>
        public static long initial_seed()
        {
            using var generator = Generator.Default;
            return generator.initial_seed();
        }

        /// <summary>The state of the default generator of the processor.</summary>
        public static Tensor get_rng_state()
        {
            using var generator = Generator.Default;
            return generator.get_state();
        }

        /// <summary>Sets the state of the default generator of the processor.</summary>
        public static void set_rng_state(Tensor new_state)
        {
            using var generator = Generator.Default;
            generator.set_state(new_state);
        }
    }
}
