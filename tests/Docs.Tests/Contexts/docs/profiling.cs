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

    public int Epochs { get; init; } = 5;

    public void Uses(optim.Optimizer optimizer)
    {
        // statements here
    }
}
