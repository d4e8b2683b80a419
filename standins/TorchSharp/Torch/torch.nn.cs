namespace TorchSharp;

public static partial class torch
{
    /// <summary>Modules, losses and what they are made of.</summary>
    public static partial class nn
    {
        /// <summary>What modules compute, as functions.</summary>
        public static partial class functional
        {
        }

        /// <summary>Starting values of parameters.</summary>
        public static partial class init
        {
        }

        /// <summary>What is done to parameters and gradients.</summary>
        public static partial class utils
        {
        }
    }

    /// <summary>Optimizers and schedules of learning rates.</summary>
    public static partial class optim
    {
        /// <summary>Schedules of learning rates.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>The types of the schedules.</summary>
            public static partial class impl
            {
            }
        }
    }
}
