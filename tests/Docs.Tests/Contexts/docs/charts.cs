using Gen;
using Gen.Training;
using Gen.Training.Charts;
using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

[Experiment("animals")]
public sealed partial class Animals
{
    // members here

    [Metric(Shape = MetricShape.Matrix)]
    private static Tensor Confusion(Tensor yTrue, Tensor yPred) =>
        functional.one_hot(yTrue, 3).to_type(float32).T.mm(functional.one_hot(yPred.argmax(1), 3).to_type(float32));

    public void Uses(Module<Tensor, Tensor> model, optim.Optimizer optimizer, IBatchSource train, IBatchSource validation, int epochs)
    {
        using var trainer = CreateTrainer(model, optimizer, CrossEntropyLoss());
        trainer.Fit(train, epochs, validation);
    }
}
//// 1
using Gen.Training.Charts;
using TorchSharp;

public static class Uses
{
    public static void Chart(double[] train, double[] validation)
    {
        // statements here
    }
}
//// 2
using Gen;
using Gen.Training;
using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

[Experiment("animals")]
public sealed partial class Animals
{
    public void Uses(Module<Tensor, Tensor> model, optim.Optimizer optimizer, IBatchSource train, IBatchSource validation, int epochs)
    {
        // statements here
    }
}
