using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers. It belongs to one thread at a time.</summary>
    public class Generator : IDisposable
    {
        /// <summary>A generator with a seed of its own.</summary>
        public Generator(ulong seed = 0, Device? device = null)
            : this(
                Shim.Check(Shim.NewGenerator((long)seed, (device ?? torch.CPU).Packed)), device ?? torch.CPU)
        {
        }

        private Generator(nint handle, Device device)
        {
            Handle = handle;
            this.device = device;
        }

        /// <summary>Releases the native generator where nobody disposed it.</summary>
        ~Generator() => Dispose(false);

        /// <summary>The default generator of the processor.</summary>
        public static Generator Default => new(Shim.Check(Shim.DefaultGenerator(torch.CPU.Packed)), torch.CPU);

        /// <summary>The native generator, zero after disposal.</summary>
        public IntPtr Handle { get; private set; }

        /// <summary>Where the numbers are made.</summary>
        public Device device { get; }

        /// <summary>The whole state, as bytes.</summary>
        public Tensor get_state()
        {
            var state = new Tensor(Shim.Check(Shim.GetGeneratorState(Live)));
            GC.KeepAlive(this);
            return state;
        }

        /// <summary>Puts the generator into a state that <see cref="get_state"/> gave.</summary>
        /// <exception cref="ExternalException">The tensor is no such state.</exception>
        public void set_state(Tensor value)
        {
            Shim.Check(Shim.SetGeneratorState(Live, value.Handle));
            GC.KeepAlive(value);
            GC.KeepAlive(this);
        }

        /// <summary>Starts the sequence that belongs to a seed.</summary>
        public Generator manual_seed(long seed)
        {
            Shim.Check(Shim.SetSeed(Live, seed));
            GC.KeepAlive(this);
            return this;
        }

        /// <summary>Seeds the generator from the machine's entropy and returns the seed.</summary>
        public long seed() => ReadSeed(renew: true);

        /// <summary>The seed that the sequence started with.</summary>
        public long initial_seed() => ReadSeed(renew: false);

        /// <inheritdoc/>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Releases the native generator.</summary>
        protected virtual void Dispose(bool disposing)
        {
            var handle = Handle;
            Handle = 0;
            if (handle != 0)
                Shim.ReleaseGenerator(handle);
        }

        private nint Live => Handle != 0 ? Handle : throw new ObjectDisposedException(nameof(Generator));

        private unsafe long ReadSeed(bool renew)
        {
            long seed;
            Shim.Check(Shim.GetSeed(Live, renew ? 1 : 0, &seed));
            GC.KeepAlive(this);
            return seed;
        }
    }
}
