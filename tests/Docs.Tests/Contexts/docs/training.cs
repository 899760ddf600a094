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

    public int Epochs { get; init; } = 5;

    // members here

    public void Uses(optim.Optimizer optimizer)
    {
        // statements here
    }
}
