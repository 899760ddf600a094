using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Predictions and targets that a loss cannot compare, or would compare wrongly: [n, 1] against [n] is broadcast to [n, n] without a word.</summary>
internal static class LossInputs
{
    /// <summary>The loss; what keeps it from being computed is told with both shapes.</summary>
    /// <exception cref="TrainingException">The shapes do not fit, or the loss failed.</exception>
    public static Tensor Compare(nn.Module<Tensor, Tensor, Tensor> loss, Tensor prediction, Tensor target)
    {
        if (Problem(loss, prediction.Sizes(), target.Sizes()) is { } problem)
            throw new TrainingException($"{loss.GetType().Name} cannot compare {Texts(prediction, target)}: {problem}");
        try
        {
            return loss.call(prediction, target);
        }
        catch (Exception e) when (e is not (UserErrorException or OperationCanceledException))
        {
            throw new TrainingException($"{loss.GetType().Name} failed on {Texts(prediction, target)}: {e.Message.Split('\n')[0]}", e);
        }
    }

    private static string? Problem(nn.Module loss, long[] prediction, long[] target) => loss switch
    {
        MSELoss or L1Loss or SmoothL1Loss or HuberLoss or BCELoss or BCEWithLogitsLoss or PoissonNLLLoss => prediction.SequenceEqual(target) ? null
            : prediction.Length == target.Length + 1 && prediction[^1] == 1 ? "it goes element by element; give the targets a last axis with unsqueeze(-1)"
            : "it goes element by element, so both must have one shape",
        CrossEntropyLoss => IsOfClasses(prediction, target) || prediction.SequenceEqual(target) ? null
            : "it wants scores [rows, classes, …] and targets that are class numbers [rows, …] or as large as the scores",
        NLLLoss => IsOfClasses(prediction, target) ? null : "it wants scores [rows, classes, …] and targets that are class numbers [rows, …]",
        _ => prediction.Length > 0 && target.Length > 0 && prediction[0] != target[0] ? "the first axis, the rows, must be equal" : null,
    };

    // [n, c, …] and [n, …], or [c] and a scalar.
    private static bool IsOfClasses(long[] scores, long[] target) => scores.Length == 1
        ? target.Length == 0
        : scores.Length == target.Length + 1 && scores[0] == target[0] && scores.AsSpan(2).SequenceEqual(target.AsSpan(1));

    private static string Texts(Tensor prediction, Tensor target) => $"predictions {LayerInputs.Text(prediction)} with targets {LayerInputs.Text(target)}";
}
