using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Scales all gradients down where the norm over all of them exceeds max_norm; returns the norm before.</summary>
            public static double clip_grad_norm_(IEnumerable<Modules.Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var scope = NewDisposeScope();
                using var mode = no_grad();
                var gradients = tensors.Select(parameter => parameter.grad).OfType<Tensor>().ToArray();
                if (gradients.Length == 0)
                    return 0;
                var norms = Array.ConvertAll(gradients, gradient => Ops.linalg_vector_norm.Single(gradient, norm_type));
                var total = Ops.linalg_vector_norm.Single(stack(norms), norm_type).ToDouble();
                var factor = Math.Min(1, max_norm / (total + 1e-6));
                foreach (var gradient in gradients)
                    gradient.mul_(factor);
                return total;
            }

            /// <summary>Limits all gradients to between minus and plus clip_value.</summary>
            public static void clip_grad_value_(IEnumerable<Modules.Parameter> tensors, double clip_value)
            {
                using var scope = NewDisposeScope();
                using var mode = no_grad();
                foreach (var gradient in tensors.Select(parameter => parameter.grad).OfType<Tensor>())
                    gradient.clamp_(-clip_value, clip_value);
            }

            /// <summary>All elements of parameters in one dimension, through which gradients flow.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Modules.Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                return cat(tensors.Select(parameter => parameter.reshape(-1)).ToArray()).MoveToOuterDisposeScope();
            }

            /// <summary>Overwrites parameters with the elements of a vector, in order.</summary>
            /// <exception cref="ExternalException">The vector has too few elements.</exception>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Modules.Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                using var mode = no_grad();
                var start = 0L;
                foreach (var parameter in tensors)
                {
                    var count = parameter.numel();
                    parameter.copy_(vec.narrow(0, start, count).view_as(parameter));
                    start += count;
                }
            }
        }
    }
}
