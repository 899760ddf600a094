using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Empty here: it makes <c>utils</c> as ambiguous between torch and torch.nn as it is with TorchSharp.</summary>
    public static partial class utils
    {
    }

    public static partial class nn
    {
        /// <summary>Helpers for training.</summary>
        public static partial class utils
        {
            /// <summary>
            /// Scales all gradients together so that the norm of all their elements is at most <paramref name="max_norm"/>; returns the norm before.
            /// </summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var _ = no_grad();
                using var scope = NewDisposeScope();
                var gradients = tensors.Select(p => p.grad).OfType<Tensor>().ToArray();
                if (gradients.Length == 0) return 0;
                var norms = gradients.Select(g => Aten.norm_Scalar.Call(g, norm_type)).ToArray();
                var total = Aten.norm_Scalar.Call(stack(norms), norm_type).ToDouble();
                var factor = max_norm / (total + 1e-6);
                if (factor < 1) Aten._foreach_mul__Scalar.Do(gradients, factor);
                return total;
            }

            /// <summary>Bounds each element of all gradients to <paramref name="clip_value"/> on both sides.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var _ = no_grad();
                using var scope = NewDisposeScope();
                foreach (var parameter in tensors) parameter.grad?.clamp_(-clip_value, clip_value);
            }

            /// <summary>All parameters' elements in one row.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                return cat([.. tensors.Select(p => p.view(-1))]).MoveToOuterDisposeScope();
            }
        }
    }
}
