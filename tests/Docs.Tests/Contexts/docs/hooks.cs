using Gen;
using Gen.Training;
using Microsoft.Extensions.Logging;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

[Experiment("digits")]
public sealed partial class Digits
{
    // members here

    public Trainer<EvaluationLogs> Uses(Module<Tensor, Tensor> model, optim.Optimizer optimizer) =>
        CreateTrainer(model, optimizer, CrossEntropyLoss());
}
