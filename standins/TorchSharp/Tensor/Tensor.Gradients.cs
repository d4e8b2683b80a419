using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether operations on this tensor are recorded for gradients.</summary>
        /// <exception cref="ExternalException">Set for elements that are not floating point numbers, or cleared for a computed tensor.</exception>
        public bool requires_grad
        {
            get => Shim.Check(Shim.RequiresGrad(Handle)) != 0;
            set
            {
                Shim.Check(Shim.SetRequiresGrad(Handle, value ? 1 : 0));
                GC.KeepAlive(this);
            }
        }

        /// <summary>Whether the tensor is no result of a recorded operation.</summary>
        public bool is_leaf => Shim.Check(Shim.IsLeaf(Handle)) != 0;

        /// <summary>The gradient, a new reference each time; null where there is none.</summary>
        /// <exception cref="ExternalException">Set to a tensor of another shape or type.</exception>
        public unsafe Tensor? grad
        {
            get
            {
                nint gradient;
                Shim.Check(Shim.Grad(Handle, &gradient));
                GC.KeepAlive(this);
                return gradient == 0 ? null : new Tensor(gradient);
            }

            set
            {
                Shim.Check(Shim.SetGrad(Handle, value?.Handle ?? 0));
                GC.KeepAlive(value);
                GC.KeepAlive(this);
            }
        }

        /// <summary>Records operations on this tensor for gradients, or not.</summary>
        /// <exception cref="ExternalException">The elements are not floating point numbers, or the tensor is computed.</exception>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Records operations on this tensor for gradients, or not.</summary>
        /// <exception cref="ExternalException">The elements are not floating point numbers, or the tensor is computed.</exception>
        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Keeps the gradient of this computed tensor.</summary>
        public void retain_grad()
        {
            Shim.Check(Shim.RetainGrad(Handle));
            GC.KeepAlive(this);
        }

        /// <summary>Adds the gradients of this tensor to the leaves it depends on.</summary>
        /// <exception cref="ExternalException">More than one element, no history, or a history that was freed.</exception>
        public void backward() => autograd.backward([this]);

        /// <summary>Adds the gradients of this tensor, weighted, to the leaves it depends on, or to the given inputs only.</summary>
        /// <exception cref="ExternalException">No history, or a history that was freed.</exception>
        public void backward(
            IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        /// <summary>The same elements without history.</summary>
        public Tensor detach() => Ops.detach.Single(this);

        /// <summary>Forgets the history.</summary>
        public Tensor detach_() => Ops.detach_.InPlace(this);
    }
}
