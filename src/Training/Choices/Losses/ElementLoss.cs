using TorchSharp;
using static Gen.Training.LossKind;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training;

/// <summary>Losses of single elements, or of the scores of a row.</summary>
internal sealed class ElementLoss(LossConfig config, double[]? weights) : RowLoss(config.Kind, weights)
{
    private const Reduction Each = Reduction.None;

    public override (Tensor Loss, Tensor? Weight) Rows(Tensor prediction, Tensor target) => (Kind == MultiMargin ? Margin(prediction, target) : Elements(prediction, target), null);

    private Tensor Margin(Tensor prediction, Tensor target)
    {
        if (prediction.ndim != 2 || target.ndim != 1 || target.size(0) != prediction.size(0) || target.is_floating_point())
            throw Misfit("scores [n, c] with class indices [n], which are integers", prediction, target);
        CheckClasses(prediction);
        return functional.multi_margin_loss(prediction, target.to_type(ScalarType.Int64), config.Power ?? 1, config.Margin ?? 1, WeightsFor(prediction), Each);
    }

    private Tensor Elements(Tensor prediction, Tensor target)
    {
        // Torch would stretch [n] and [n, 1] to [n, n], and learn nothing.
        if (!prediction.Sizes().SequenceEqual(target.Sizes()))
            throw Misfit("element by element", prediction, target);
        if (Kind == MultiLabelSoftMargin)
        {
            if (prediction.ndim != 2)
                throw Misfit("scores [n, c] with targets [n, c]", prediction, target);
            CheckClasses(prediction);
        }

        target = target.to_type(Kind == MultiLabelMargin ? ScalarType.Int64 : prediction.dtype);
        return Kind switch
        {
            Mse => functional.mse_loss(prediction, target, Each),
            L1 => functional.l1_loss(prediction, target, Each),
            SmoothL1 => functional.smooth_l1_loss(prediction, target, Each, config.Beta ?? 1),
            Huber => functional.huber_loss(prediction, target, config.Delta ?? 1, Each),
            BceWithLogits => functional.binary_cross_entropy_with_logits(prediction, target, null, Each, WeightsFor(prediction)),
            Bce => functional.binary_cross_entropy(prediction, target, null, Each),
            KlDiv => functional.kl_div(prediction, target, config.LogTarget ?? false, Each),
            PoissonNll => functional.poisson_nll_loss(prediction, target, config.LogInput ?? true, config.Full ?? false, reduction: Each),
            HingeEmbedding => functional.hinge_embedding_loss(prediction, target, config.Margin ?? 1, Each),
            SoftMargin => functional.soft_margin_loss(prediction, target, Each),
            MultiLabelMargin => functional.multi_label_margin_loss(prediction, target, Each),
            MultiLabelSoftMargin => functional.multilabel_soft_margin_loss(prediction, target, WeightsFor(prediction), Each),
            _ => throw new ConfigException($"LossConfig.Kind: there is no kind {Kind}"),
        };
    }
}
