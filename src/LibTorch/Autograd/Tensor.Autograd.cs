using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether gradients with respect to this tensor are recorded.</summary>
        public bool requires_grad
        {
            get => Read(Interop.Native.gen_requires_grad(Native)) != 0;
            set => Interop.Native.Check(Read(Interop.Native.gen_set_requires_grad(Native, value ? 1 : 0)));
        }

        /// <summary>Whether the tensor is no operator's recorded result.</summary>
        public bool is_leaf => Read(Interop.Native.gen_is_leaf(Native)) != 0;

        /// <summary>The gradient that <see cref="backward()"/> has summed up, as a new object each time; null before.</summary>
        public Tensor? grad
        {
            get => Read(Interop.Native.gen_grad(Native)) is var handle && handle != 0 ? new Tensor(handle) : null;
            set
            {
                Interop.Native.Check(Read(Interop.Native.gen_set_grad(Native, value?.Native ?? 0)));
                GC.KeepAlive(value);
            }
        }

        /// <summary>Sets <see cref="requires_grad"/> and returns this tensor.</summary>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Sets <see cref="requires_grad"/> and returns this tensor.</summary>
        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Keeps the gradient of a tensor that is no leaf, too.</summary>
        public void retain_grad() => Interop.Native.Check(Read(Interop.Native.gen_retain_grad(Native)));

        /// <summary>Adds the gradients of this scalar to <see cref="grad"/> of all leaves it was computed from.</summary>
        public void backward() => autograd.backward([this]);

        /// <summary>The same for any shape, given the gradient with respect to this tensor.</summary>
        public void backward(
            IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        /// <summary>The same elements outside the graph.</summary>
        public Tensor detach() => Aten.detach.Call(this);

        /// <summary>Takes the tensor itself out of the graph.</summary>
        public Tensor detach_()
        {
            Aten.detach_.Do(this);
            return this;
        }
    }

    /// <summary>Gradients of several tensors at once.</summary>
    public static partial class autograd
    {
        /// <summary>Adds the gradients of the tensors to the leaves that they were computed from.</summary>
        public static unsafe void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null)
        {
            nint[] roots = Handles(tensors), gradients = Handles(grad_tensors), leaves = Handles(inputs);
            fixed (nint* root = roots, gradient = gradients, leaf = leaves)
                Native.Check(Native.gen_backward(
                    root, roots.Length, gradient, gradients.Length, (retain_graph ?? create_graph) ? 1 : 0, create_graph ? 1 : 0, leaf, leaves.Length));
            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }

        private static nint[] Handles(IList<Tensor>? tensors) => tensors is null ? [] : [.. tensors.Select(t => t.Native)];
    }
}
