//// 2
using Gen;
using Gen.Training;
using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

[Experiment("digits")]
public sealed partial class Digits
{
    // members here
}
//// 3
using Gen.Training;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

public static class Uses
{
    public static void TwoInputs(Module<Tensor, Tensor, Tensor> model, optim.Optimizer optimizer)
    {
        // statements here
    }
}
