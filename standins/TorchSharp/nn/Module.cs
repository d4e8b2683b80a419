namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// Parameters, buffers and parts that belong together. It owns them: they belong to no dispose scope and go with it.
        /// </summary>
        public partial class Module : IDisposable
        {
            private readonly string _name;
            private bool _registered;
            private bool _training = true;
            private bool _disposed;

            /// <summary>A module without parameters, buffers and parts yet.</summary>
            protected Module(string name) => _name = name;

            /// <summary>Whether the module learns; true until changed.</summary>
            public virtual bool training => _training;

            /// <summary>The name given to the constructor.</summary>
            public virtual string GetName() => _name;

            /// <summary>Makes the module and its parts learn, or not.</summary>
            public virtual void train(bool train = true)
            {
                _training = train;
                foreach (var (_, part) in named_children())
                    part.train(train);
            }

            /// <summary>Makes the module and its parts compute only.</summary>
            public virtual void eval() => train(false);

            /// <summary>Calls a function with every part, the inner ones first, and then with the module.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, part) in named_children())
                    part.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>Takes the gradients away, or sets them to zero.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    using var gradient = parameter.grad;
                    if (gradient is null)
                        continue;
                    if (set_to_none)
                        parameter.grad = null;
                    else
                        gradient.zero_();
                }
            }

            /// <inheritdoc/>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes parameters, buffers and parts.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || _disposed)
                    return;
                _disposed = true;
                foreach (var parameter in _parameters.Values)
                    parameter.Dispose();
                foreach (var (buffer, _) in _buffers.Values)
                    buffer.Dispose();
                foreach (var part in _modules.Values)
                    part.Dispose();
            }
        }
    }
}
