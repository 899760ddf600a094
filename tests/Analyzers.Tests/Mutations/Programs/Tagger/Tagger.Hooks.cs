using Gen;
using Gen.Training;
using Microsoft.Extensions.Logging;
using TorchSharp;
using static TorchSharp.torch;

public sealed partial class Tagger
{
    private double _lastRatio;

    [OnTrainBegin]
    private void Begin(Run run, int epochs, double lr, [FromConfig("sentences.limit")] int limit) =>
        run.Log.LogInformation("{Epochs} {Rate} {Limit}", epochs, lr, limit);

    [OnEpochBegin]
    private static void Warm(int epoch, int batchSize, ILogger log) => log.LogInformation("{Epoch} {Size}", epoch, batchSize);

    [OnEpochEnd]
    private void Overfit(int epoch, double loss, double valLoss, double valAccuracy, double[] found, Run run, TrainingContext context)
    {
        _lastRatio = valLoss / loss;
        run.Log.LogInformation("{Epoch}: {Ratio:F2} {Accuracy:P1} {Tags}", epoch, _lastRatio, valAccuracy, found.Length);
        if (_lastRatio > 10)
            context.Stop("diverged");
    }

    [OnBatchEnd]
    private void Watch(int batch, long step, Tensor loss, Tensor yPred, int reportEvery, double? maxGradientNorm)
    {
        if (step % reportEvery == 0)
            Console.WriteLine($"{batch}: {loss.item<float>():F3} {yPred.shape[0]} {maxGradientNorm}");
    }

    [OnTestEnd]
    private void Tested(double accuracy, double decided, double[,] confusion, Random random) =>
        Console.WriteLine($"{accuracy} {decided} {confusion.Length} {random.Next(2)}");

    [OnTrainEnd]
    private void End(Logs logs, CancellationToken cancellationToken) =>
        Console.WriteLine($"{logs.ValLoss} {cancellationToken.IsCancellationRequested}");

    [OnException]
    private static void Failed(Exception exception, int epoch) => Console.Error.WriteLine($"epoch {epoch}: {exception.Message}");
}
