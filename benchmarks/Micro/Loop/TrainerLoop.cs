using Gen.Training;
using Gen.Training.Data;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Benchmarks;

/// <summary>The same training by an experiment's trainer, with three metrics and the history.</summary>
[Experiment("loop")]
public sealed partial class TrainerLoop
{
    /// <summary>Classes.</summary>
    public int NumClasses { get; init; } = 10;

    [Metric] private static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.argmax(1).eq(yTrue).to_type(float32).mean();

    [Metric] private static Tensor Precision(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var actual = functional.one_hot(yTrue, numClasses);
        var predicted = functional.one_hot(yPred.argmax(1), numClasses);
        return (actual * predicted).sum(dim: 0) / predicted.sum(dim: 0).clamp(min: 1);
    }

    [Metric] private static Tensor Recall(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var actual = functional.one_hot(yTrue, numClasses);
        var predicted = functional.one_hot(yPred.argmax(1), numClasses);
        return (actual * predicted).sum(dim: 0) / actual.sum(dim: 0).clamp(min: 1);
    }

    internal static (Trainer<EvaluationLogs> Trainer, IBatchSource Source) Of(Classifier classifier, int batch, params Callback[] callbacks)
    {
        TorchRuntime.KeepFreedMemory();
        var experiment = new TrainerLoop { NumClasses = (int)classifier.Model.parameters().Last().shape[0] };
        var data = new TensorData(classifier.Input, classifier.Target);
        return (experiment.CreateTrainer(classifier.Model, classifier.Optimizer, classifier.Loss, callbacks), data.Batches(batch));
    }
}
