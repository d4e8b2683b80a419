namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Changes parameters by their gradients.</summary>
        public abstract partial class Optimizer : IDisposable
        {
            /// <summary>The parameters with their settings, by groups.</summary>
            protected IList<Modules.ParamGroup> _parameter_groups = [];

            private protected Optimizer()
            {
            }

            /// <summary>The groups of parameters, for schedules of learning rates.</summary>
            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            /// <summary>Sets all gradients to zero.</summary>
            public virtual void zero_grad()
            {
                foreach (var parameter in parameters())
                {
                    using var gradient = parameter.grad;
                    gradient?.zero_();
                }
            }

            /// <summary>
            /// Changes the parameters once, after computing loss and gradients by a function where one is given; returns the loss or
            /// null.
            /// </summary>
            public virtual Tensor? step(Func<Tensor>? closure = null) => throw new NotSupportedException($"{GetType().Name} has no step.");

            /// <summary>All parameters.</summary>
            public virtual IEnumerable<Modules.Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

            /// <summary>Adds parameters with settings of their own; what is not set is as for the others.</summary>
            public virtual void add_param_group(Modules.ParamGroup param_group) => _parameter_groups.Add(param_group);

            /// <inheritdoc/>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes what the optimizer remembers; parameters belong to others.</summary>
            protected virtual void Dispose(bool disposing)
            {
            }

            /// <summary>Settings and memory of an optimizer, in the order of groups and parameters; no copies.</summary>
            public class StateDictionary
            {
                internal StateDictionary()
                {
                }

                /// <summary>The settings of each group.</summary>
                public List<Modules.OptimizerOptions> Options { get; } = [];

                /// <summary>What is remembered of each parameter.</summary>
                public List<Modules.OptimizerState> State { get; } = [];

                /// <summary>For each group the places of its parameters in <see cref="State"/>.</summary>
                public List<List<int>> StateIndexRef { get; } = [];
            }
        }
    }
}
