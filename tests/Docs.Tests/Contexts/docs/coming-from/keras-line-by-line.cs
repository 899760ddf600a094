using Gen;
using Gen.Training;
using Gen.Training.Data;
using Gen.Training.Metrics;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

[Experiment("digits")]
public sealed partial record Digits
{
    public int NHidden { get; init; } = 1;
    public int NNeurons { get; init; } = 30;
    public double LearningRate { get; init; } = 3e-3;
    public int NumClasses => 14;

    [Captured] public static Module<Tensor, Tensor> Build(int nNeurons) => Linear(8, nNeurons);

    [Main] private double Train() => LearningRate;

    // members here

    public async Task Uses(Module<Tensor, Tensor> model, optim.Optimizer optimizer, Module<Tensor, Tensor, Tensor> loss, TensorData data,
        TensorData test, IBatchSource train, IBatchSource validation, Run run, Random random, string[] classNames)
    {
        await Task.Yield();
        // statements here
    }
}
//// 12
using Gen;

[Experiment("housing")]
public sealed partial record Housing
{
    public int NHidden { get; init; } = 1;
    public int NNeurons { get; init; } = 30;
    public double LearningRate { get; init; } = 3e-3;

    // types here

    [Main] private double Train() => LearningRate;
}
