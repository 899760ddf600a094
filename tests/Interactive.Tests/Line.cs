using Gen.Training;
using Gen.Training.Data;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Interactive.Tests;

/// <summary>Fits a line.</summary>
[Experiment("line")]
public sealed partial record Line
{
    public int Epochs { get; init; } = 3;

    /// <summary>A text with HTML in it.</summary>
    public string Note { get; init; } = "<b>";

    /// <summary>The loss at which training ends.</summary>
    public double Enough { get; init; } = double.NegativeInfinity;

    [Metric]
    public static Tensor Error(Tensor yTrue, Tensor yPred) => (yTrue - yPred).abs().mean();

    [Main]
    private History Train()
    {
        using var x = linspace(0, 1, 20).unsqueeze(1);
        using var data = new TensorData(x, 2 * x);
        var trainer = CreateTrainer(Linear(1, 1), new OptimizerConfig.Sgd { LearningRate = 0.1 }, MSELoss());
        return trainer.Fit(data.Batches(10), Epochs, data.Batches(20));
    }

    [OnEpochEnd]
    private void StopWhenEnough(TrainingContext context, double loss)
    {
        if (loss < Enough)
            context.Stop("the loss is < enough");
    }
}
