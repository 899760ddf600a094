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
    private readonly IBatchSource train = new TensorData(zeros(100, 784), zeros(100, int64)).Batches(10);
    private readonly IBatchSource test = new TensorData(zeros(100, 784), zeros(100, int64)).Batches(10);

    public int Epochs { get; init; } = 5;

    // members here
}
