using Gen;
using Gen.Training;
using Gen.Training.Checkpoints;
using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

[Experiment("api-docs")]
public sealed partial class ApiDocs
{
    public int Units { get; init; } = 16;

    [Captured]
    public Module<Tensor, Tensor> BuildLstm(int words, int units) =>
        Sequential(("embedding", Embedding(words, units)), ("output", Linear(units, 14)));

    public void Uses(Module<Tensor, Tensor> model, optim.Optimizer optimizer, IBatchSource train, IBatchSource validation, int words)
    {
        // statements here
    }
}
//// 3
using Gen;
using Gen.Training;
using Gen.Training.Checkpoints;
using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

[Experiment("api-docs")]
public sealed partial class ApiDocs
{
    public int Units { get; init; } = 16;

    [Captured]
    public Module<Tensor, Tensor> BuildLstm(int words, int units) =>
        Sequential(("embedding", Embedding(words, units)), ("output", Linear(units, 14)));

    public void Uses(int words)
    {
        // statements here
    }
}
