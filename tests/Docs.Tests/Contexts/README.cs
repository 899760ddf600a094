using Gen;
using Gen.Training;
using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

[Experiment("digits")]
public sealed partial class Digits
{
    private readonly Module<Tensor, Tensor> model = Linear(784, 10);
    private readonly TensorData train = new(zeros(100, 784), zeros(100, int64));
    private readonly TensorData test = new(zeros(100, 784), zeros(100, int64));

    public int NumClasses { get; init; } = 10;
    public int BatchSize { get; init; } = 100;
    public int Epochs { get; init; } = 5;
    public OptimizerConfig Optimizer { get; init; } = new OptimizerConfig.Adam();

    // members here

    private double Other()
    {
        using var trainer = CreateTrainer(model, optim.Adam(model.parameters()), CrossEntropyLoss());
        return trainer.Evaluate(test.Batches(100)).Loss;
    }
}
