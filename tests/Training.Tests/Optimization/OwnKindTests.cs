using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Optimization;

/// <summary>Kinds of blocks that a user adds to those of Gen.Training.</summary>
public class OwnKindTests
{
    [Fact]
    public void Optimizer_OwnKind_Trains()
    {
        using var problem = new RegressionProblem();
        var before = problem.Weights();
        using var optimizer = OwnKinds.Parse("optimizer=lion", "optimizer.learning_rate=0.01").Optimizer.Create(problem.Model);
        using var trainer = new Trainer(problem.Model, optimizer, problem.Loss);
        var loss = trainer.Fit(problem.Source(), 1)["loss"][0];

        // Four steps by the sign: no weight has moved further.
        Assert.All(problem.Weights().Zip(before), w => Assert.InRange(Math.Abs(w.First - w.Second), 0, 0.04 + 1e-6));
        Assert.True(trainer.Fit(problem.Source(), 10)["loss"][^1] < loss / 2);
    }

    [Fact]
    public void Schedule_OwnKind_SetsRates()
    {
        var rates = new List<double>();
        using var problem = new RegressionProblem(0.01);
        var schedule = OwnKinds.Parse("schedule=inverse_root", "schedule.warmup=2").Schedule;
        using var trainer = problem.Trainer(schedule!.Create(), new LambdaCallback { BatchEnd = c => rates.Add(c.LearningRate) });
        trainer.Fit(problem.Source(), 1);
        Assert.Equal([0.01 / 3, 0.02 / 3, 0.01, 0.01 / Math.Sqrt(2)], rates, Near);
    }

    [Fact]
    public void Loss_OwnKind_Trains()
    {
        using var problem = new RegressionProblem();
        using var loss = OwnKinds.Parse("loss=log_cosh", "loss.scale=2").Loss.Create();
        using var trainer = new Trainer(problem.Model, problem.Optimizer, loss);
        var losses = trainer.Fit(problem.Source(), 5)["loss"];
        Assert.True(losses[^1] < losses[0]);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12;
}

[Experiment("own-kinds")]
internal sealed partial record OwnKinds
{
    [Kind<Lion>]
    public OptimizerConfig Optimizer { get; init; } = new OptimizerConfig.Adam();

    [Kind<LogCosh>]
    public LossConfig Loss { get; init; } = new LossConfig.Mse();

    [Kind<InverseRoot>]
    public ScheduleConfig? Schedule { get; init; }
}

/// <summary>Steps by the sign of a moving mean (Chen et al. 2023).</summary>
public sealed record Lion() : OptimizerConfig(1e-4)
{
    public double Beta1 { get; init; } = 0.9;

    public double Beta2 { get; init; } = 0.99;

    protected override optim.Optimizer CreateCore(IReadOnlyList<Parameter> parameters) => new LionOptimizer(parameters, this);
}

public sealed record LogCosh : LossConfig
{
    public double Scale { get; init; } = 1;

    public override nn.Module<Tensor, Tensor, Tensor> Create() => new LogCoshLoss(Scale);
}

public sealed record InverseRoot() : TimedScheduleConfig(ScheduleUnit.Step)
{
    protected override Schedule CreateSchedule(TrainingContext context) => (t, rate) => rate / Math.Sqrt(t + 1);
}

internal sealed class LogCoshLoss(double scale) : nn.Module<Tensor, Tensor, Tensor>(nameof(LogCoshLoss))
{
    public override Tensor forward(Tensor input1, Tensor input2) => ((input1 - input2) / scale).cosh().log().mean();
}

internal sealed class LionOptimizer : OptimizerHelper
{
    private readonly Lion _config;

    public LionOptimizer(IReadOnlyList<Parameter> parameters, Lion config)
    {
        _config = config;
        var options = new SGD.Options { LearningRate = config.LearningRate, InitialLearningRate = config.LearningRate };
        _parameter_groups = [new SGD.ParamGroup(parameters, options) { Parameters = parameters }];
        foreach (var parameter in parameters)
            _state[parameter.Handle] = new SGD.State(parameter) { momentum_buffer = zeros_like(parameter).DetachFromDisposeScope() };
    }

    public override Tensor step(Func<Tensor>? closure = null) => _step<SGD.ParamGroup>(
        group =>
        {
            foreach (var weight in group.Parameters)
            {
                var (gradient, mean) = (weight.grad, ((SGD.State)_state[weight.Handle]).momentum_buffer);
                if (gradient is null)
                    continue;
                var direction = ((mean * _config.Beta1) + (gradient * (1 - _config.Beta1))).sign();
                weight.sub_((direction + (weight * _config.WeightDecay)) * group.LearningRate);
                mean.mul_(_config.Beta2).add_(gradient, alpha: 1 - _config.Beta2);
            }
        },
        closure);

    protected override void Dispose(bool disposing)
    {
        foreach (var (_, state) in _state)
            ((SGD.State)state).Dispose();
        base.Dispose(disposing);
    }
}
