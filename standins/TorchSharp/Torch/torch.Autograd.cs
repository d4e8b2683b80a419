using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Differentiation.</summary>
    public static partial class autograd
    {
        /// <summary>The gradients of the sum of outputs with respect to inputs.</summary>
        /// <exception cref="ExternalException">An input is not used by the outputs and allow_unused is false.</exception>
        public static unsafe IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false,
            bool create_graph = false, bool allow_unused = false)
        {
            var results = new nint[inputs.Count];
            nint[] from = Handles(outputs), to = Handles(inputs), weights = Handles(grad_outputs);
            fixed (nint* pointer = results)
            {
                Shim.Check(Shim.Gradients(
                    from, from.Length, to, to.Length, weights, weights.Length, retain_graph ? 1 : 0, create_graph ? 1 : 0,
                    allow_unused ? 1 : 0, pointer));
            }

            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return [.. results.Select(handle => handle == 0 ? null! : new Tensor(handle))];
        }

        /// <summary>Adds the gradients of the sum of tensors to the leaves they depend on, or to the given inputs only.</summary>
        /// <exception cref="ExternalException">A tensor has no history, or its history was freed by an earlier call.</exception>
        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null)
        {
            nint[] from = Handles(tensors), weights = Handles(grad_tensors), to = Handles(inputs);
            var retain = retain_graph ?? create_graph;
            Shim.Check(Shim.Backward(from, from.Length, weights, weights.Length, retain ? 1 : 0, create_graph ? 1 : 0, to, to.Length));
            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }

        /// <summary>Adds the gradients of a tensor to the leaves it depends on, or to the given inputs only.</summary>
        /// <exception cref="ExternalException">The tensor has no history, or its history was freed by an earlier call.</exception>
        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null) => backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        /// <summary>Adds the gradients of a tensor, weighted, to the leaves it depends on, or to the given inputs only.</summary>
        /// <exception cref="ExternalException">The tensor has no history, or its history was freed by an earlier call.</exception>
        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        private static nint[] Handles(IList<Tensor>? tensors) => tensors is null ? [] : [.. tensors.Select(tensor => tensor.Handle)];
    }
}
