using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Losses of probabilities and of several labels at once.
        public static partial class functional
        {
            /// <summary>
            /// Binary cross entropy of probabilities against probabilities of the same shape; logarithms are at least -100.
            /// </summary>
            public static Tensor binary_cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Aten.binary_cross_entropy.Call(input, target, weight, (long)reduction);

            /// <summary>
            /// target * (log(target) - input) of log probabilities; with <paramref name="log_target"/>, TorchSharp's default, the targets are log
            /// probabilities, too. The mean is over all elements, not over rows.
            /// </summary>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                Aten.kl_div.Call(input, target, (long)reduction, log_target);

            /// <summary>
            /// The summed lengths by which labels' scores do not exceed the others by 1, / classes. Rows of labels (int64) end with -1.
            /// </summary>
            public static Tensor multi_label_margin_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Aten.multilabel_margin_loss.Call(input, target, (long)reduction);

            /// <summary>Binary cross entropy of scores [n, classes] against 0 and 1, weighted by class, averaged over the classes.</summary>
            public static Tensor multilabel_soft_margin_loss(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
            {
                using var scope = NewDisposeScope();
                var loss = binary_cross_entropy_with_logits(input, target, weight, Reduction.None).mean([-1]);
                return Reduced(loss, reduction).MoveToOuterDisposeScope();
            }

            /// <summary>
            /// The summed lengths by which the right class' score does not exceed the others by <paramref name="margin"/>, to the power of
            /// p (1 or 2), / classes.
            /// </summary>
            public static Tensor multi_margin_loss(
                Tensor input, Tensor target, int p = 1, double margin = 1.0, Tensor? weight = null,
                Reduction reduction = Reduction.Mean) =>
                Aten.multi_margin_loss.Call(input, target, (long)p, margin, weight, (long)reduction);

            /// <summary>log(1 + exp(-target * input)) for targets of 1 and -1.</summary>
            public static Tensor soft_margin_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Aten.soft_margin_loss.Call(input, target, (long)reduction);

            /// <summary>
            /// Connectionist temporal classification of log probabilities [time, n, classes] against labels [n, longest] or one after another.
            /// </summary>
            public static Tensor ctc_loss(
                Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, long blank = 0, bool zero_infinity = false,
                Reduction reduction = Reduction.Mean) =>
                Aten.ctc_loss_Tensor.Call(log_probs, targets, input_lengths, target_lengths, blank, (long)reduction, zero_infinity);
        }
    }
}
