using Gen;
using Gen.Training;
using Gen.Training.Data;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

[Experiment("digits")]
public sealed partial class Digits
{
    private readonly Module<Tensor, Tensor> model = nn.Linear(784, 10);
    private readonly IBatchSource train = new TensorData(zeros(100, 784), zeros(100, int64)).Batches(10);
    private readonly IBatchSource test = new TensorData(zeros(100, 784), zeros(100, int64)).Batches(10);

    public int Epochs { get; init; } = 5;

    // members here
}
//// 4
using Gen;
using Gen.Training;
using Gen.Training.Data;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

[Experiment("digits")]
public sealed partial class Digits
{
    // members here
}

public sealed record InverseRoot() : TimedScheduleConfig(ScheduleUnit.Step)
{
    protected override Schedule CreateSchedule(TrainingContext context) => (t, rate) => rate / Math.Sqrt(t + 1);
}

public sealed record HeavyBall() : OptimizerConfig(0.1)
{
    protected override optim.Optimizer CreateCore(IReadOnlyList<Parameter> parameters) => optim.SGD(parameters, LearningRate);
}
