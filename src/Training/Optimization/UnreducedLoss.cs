using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;
using Reduction = TorchSharp.torch.nn.Reduction;

namespace Gen.Training;

/// <summary>
/// The losses of single rows of TorchSharp's modules that reduce to the mean, for data with sample weights: the weighted mean cannot be
/// computed from the mean of a batch.
/// </summary>
internal static class UnreducedLoss
{
    // The label that torch ignores unless another is given.
    private const long IgnoreIndex = -100;

    private const Reduction Each = Reduction.None;

    /// <summary>Computes the losses of rows or elements, and the weight of each row if the module has weights of classes or ignores
    /// labels: the losses are then multiplied by it.</summary>
    /// <returns>Null for a module that does not reduce to the mean, or whose losses of rows are not known.</returns>
    public static (Tensor Loss, Tensor? Weight)? Compute(nn.Module<Tensor, Tensor, Tensor> loss, Tensor prediction, Tensor target)
    {
        if (loss is not Loss<Tensor, Tensor, Tensor> { reduction: Reduction.Mean })
            return null;
        return loss switch
        {
            CrossEntropyLoss l when target.is_floating_point() =>
                (F.cross_entropy(prediction, target, l.weight, IgnoreIndex, Each, l.label_smoothing), null),
            CrossEntropyLoss l when prediction.ndim > 1 =>
                ClassLoss.Rows(false, prediction, target, l.weight, l.ignore_index ?? IgnoreIndex, l.label_smoothing),
            NLLLoss l when prediction.ndim > 1 => ClassLoss.Rows(true, prediction, target, l.weight, IgnoreIndex, 0),
            _ => ElementsOf(loss, prediction, target) is { } elements ? (elements, null) : null,
        };
    }

    private static Tensor? ElementsOf(nn.Module<Tensor, Tensor, Tensor> loss, Tensor x, Tensor y) => loss switch
    {
        MSELoss => F.mse_loss(x, y, Each),
        L1Loss => F.l1_loss(x, y, Each),
        SmoothL1Loss l => F.smooth_l1_loss(x, y, Each, l.beta),
        HuberLoss l => F.huber_loss(x, y, l.delta, Each),
        BCELoss l => F.binary_cross_entropy(x, y, l.weight, Each),
        BCEWithLogitsLoss l => F.binary_cross_entropy_with_logits(x, y, l.weight, Each, l.pos_weights),
        KLDivLoss l => F.kl_div(x, y, l.log_target, Each),
        PoissonNLLLoss l => F.poisson_nll_loss(x, y, l.log_input, l.full, l.eps, Each),
        HingeEmbeddingLoss l => F.hinge_embedding_loss(x, y, l.margin, Each),
        SoftMarginLoss => F.soft_margin_loss(x, y, Each),
        MultiMarginLoss l => F.multi_margin_loss(x, y, l.p, l.margin, l.weight, Each),
        MultiLabelMarginLoss => F.multi_label_margin_loss(x, y, Each),
        MultiLabelSoftMarginLoss l => F.multilabel_soft_margin_loss(x, y, l.weight, Each),
        _ => null,
    };
}
