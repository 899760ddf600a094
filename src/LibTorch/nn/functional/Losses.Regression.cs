using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Losses of real-valued targets.
        public static partial class functional
        {
            /// <summary>Absolute differences.</summary>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Aten.l1_loss.Call(input, target, (long)reduction);

            /// <summary>
            /// Squared differences / (2 <paramref name="beta"/>) below <paramref name="beta"/>, absolute ones - beta / 2 from there on.
            /// </summary>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1.0) =>
                Aten.smooth_l1_loss.Call(input, target, (long)reduction, beta);

            /// <summary>
            /// Half the squared differences up to <paramref name="delta"/>, delta * (absolute ones - delta / 2) from there on.
            /// </summary>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1.0, Reduction reduction = Reduction.Mean) =>
                Aten.huber_loss.Call(input, target, (long)reduction, delta);

            /// <summary>
            /// exp(input) - target * input, or with <c>log_input: false</c> input - target * log(input + eps); <paramref name="full"/> adds
            /// Stirling's term.
            /// </summary>
            public static Tensor poisson_nll_loss(
                Tensor input, Tensor target, bool log_input = true, bool full = false, float eps = 1e-08f,
                Reduction reduction = Reduction.Mean) =>
                Aten.poisson_nll_loss.Call(input, target, log_input, full, (double)eps, (long)reduction);

            /// <summary>
            /// Half of log(variance) + (input - target)² / variance, summed along all axes but the first; <paramref name="full"/> adds the constant
            /// term. The variance is at least <paramref name="eps"/> and, as in TorchSharp, gets no gradient.
            /// </summary>
            /// <exception cref="ArgumentException">A variance is negative, or there are neither one nor as many as inputs in each row.</exception>
            public static Tensor gaussian_nll_loss(
                Tensor input, Tensor target, Tensor variance, bool full = false, float eps = 1e-06f, Reduction reduction = Reduction.Mean)
            {
                using var scope = NewDisposeScope();
                input = input.view(input.shape[0], -1);
                target = target.view(target.shape[0], -1);
                variance = variance.view(target.shape[0], -1);
                if (variance.shape[1] != input.shape[1] && variance.shape[1] != 1) throw new ArgumentException("variance has the wrong shape");
                if (variance.lt(0).any().ToBoolean()) throw new ArgumentException("variance has negative entry/entries");
                using (no_grad()) variance = variance.clamp_min((double)eps);
                var loss = variance.log().add((input - target).square().div(variance)).mul(0.5).sum(dim: 1);
                if (full) loss = loss.add(0.5 * input.shape[1] * MathF.Log(2 * MathF.PI));
                return Reduced(loss, reduction).MoveToOuterDisposeScope();
            }

            private static Tensor Reduced(Tensor loss, Reduction reduction) => reduction switch
            {
                Reduction.Mean => loss.mean(),
                Reduction.Sum => loss.sum(),
                _ => loss,
            };
        }
    }
}
