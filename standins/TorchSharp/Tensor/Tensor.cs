using TorchSharp.Native;

namespace TorchSharp;

/// <summary>Tensors and what is computed with them.</summary>
public static partial class torch
{
    /// <summary>
    /// Numbers in some dimensions, on some device. It holds a reference to a native tensor: dispose it, or open a dispose scope.
    /// A tensor belongs to one thread at a time.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long Live;
        private static long Peak;

        private nint _handle;

        internal Tensor(nint handle, bool register = true)
        {
            _handle = handle;
            var live = Interlocked.Increment(ref Live);

            // A race loses at most the difference of two threads; the number is for diagnosis.
            if (live > Peak)
                Peak = live;
            if (register)
                OwningDisposeScope = DisposeScopeManager.OfThread.Register(this);
        }

        /// <summary>Releases the native tensor where nobody disposed it.</summary>
        ~Tensor() => Dispose(false);

        /// <summary>How many tensors exist in managed code.</summary>
        public static long TotalCount => Interlocked.Read(ref Live);

        /// <summary>The most tensors that have existed in managed code at once.</summary>
        public static long PeakCount => Interlocked.Read(ref Peak);

        /// <summary>A name for whoever debugs.</summary>
        public string? name { get; set; }

        /// <summary>Whether the tensor has been disposed.</summary>
        public bool IsInvalid => _handle == 0;

        /// <summary>The native tensor.</summary>
        /// <exception cref="InvalidOperationException">The tensor has been disposed.</exception>
        public IntPtr Handle => _handle != 0 ? _handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>Another reference to the same native tensor, to be disposed on its own.</summary>
        public Tensor alias() => Wrap(Shim.Alias(Handle));

        /// <summary>Moves the tensor to the scope around its own; out of all scopes where there is none.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of all scopes.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <summary>Moves the tensor to the scope of another.</summary>
        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        /// <summary>Moves the tensor to a scope; out of all scopes for none.</summary>
        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is { } owner)
                owner.MoveToOther(other, this);
            else
                other?.Attach(this);
            return this;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => base.GetHashCode();

        /// <inheritdoc/>
        public override string ToString() => $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";

        /// <summary>Releases the native tensor.</summary>
        protected virtual void Dispose(bool disposing)
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle == 0)
                return;

            // Scopes and their counts belong to threads, and finalizers run on one of their own.
            if (disposing)
            {
                DisposeScopeManager.OfThread.CountDisposal(OwningDisposeScope is not null);
                OwningDisposeScope?.Remove(this);
            }

            Interlocked.Decrement(ref Live);
            Shim.Release(handle);
        }

        internal Tensor Wrap(nint handle)
        {
            GC.KeepAlive(this);
            return new Tensor(Shim.Check(handle));
        }

        // Parameters take over the native tensor of what they are made of; its disposal is counted with theirs.
        internal nint TakeHandle()
        {
            var handle = Handle;
            _handle = 0;
            GC.SuppressFinalize(this);
            Interlocked.Decrement(ref Live);
            OwningDisposeScope?.Remove(this);
            return handle;
        }
    }
}
