using Gen.Training.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Training;

/// <summary>Optimizers, losses and schedules given as objects, configs and functions.</summary>
public class TrainerChoiceTests
{
    [Fact]
    public void ConfigsFunctionsAndObjects_TrainAlike()
    {
        var losses = new List<double[]>();
        foreach (var form in Enumerable.Range(0, 3))
        {
            using var problem = new ClassificationProblem();
            using var trainer = form switch
            {
                0 => new Trainer(problem.Model, problem.Optimizer, problem.Loss),
                1 => new Trainer(problem.Model, new OptimizerConfig.Sgd { LearningRate = 0.1 }, new LossConfig.CrossEntropy()),
                _ => new Trainer(
                    problem.Model,
                    OptimizerChoice.From(p => optim.SGD(p, 0.1)),
                    LossChoice.From((yPred, yTrue) => nn.functional.cross_entropy(yPred, yTrue))),
            };
            losses.Add([.. trainer.Fit(problem.Source(), 3)["loss"]]);
        }

        Assert.Equal(losses[0], losses[1], Near);
        Assert.Equal(losses[0], losses[2], Near);
        Assert.True(losses[0][^1] < losses[0][0]);
    }

    [Fact]
    public void Schedule_IsAppliedBeforeCallbacks()
    {
        var rates = new List<double>();
        using var problem = new ClassificationProblem();
        using var trainer = new Trainer(
            problem.Model,
            new OptimizerConfig.Sgd { LearningRate = 0.8 },
            problem.Loss,
            new LambdaCallback { EpochBegin = c => rates.Add(c.LearningRate) })
        {
            Schedule = new ScheduleConfig.Exponential { Gamma = 0.5 },
        };
        trainer.Fit(problem.Source(), 3);
        Assert.Equal([0.8, 0.4, 0.2], rates, Near);
    }

    [Fact]
    public void Dispose_FreesWhatTheTrainerMadeAndNothingElse()
    {
        using var problem = new ClassificationProblem();
        using var given = new Trainer(problem.Model, problem.Optimizer, problem.Loss);
        given.Fit(problem.Source(), 1);
        given.Dispose();
        problem.Trainer(null).Fit(problem.Source(), 1);

        var before = LiveTensors.Count();
        var trainer = new Trainer(problem.Model, new OptimizerConfig.Adam(), new LossConfig.CrossEntropy { ClassWeights = [1, 2, 1] });
        trainer.Fit(problem.Source(), 1);
        Assert.True(LiveTensors.Count() > before);
        trainer.Dispose();
        Assert.Equal(before, LiveTensors.Count());
    }

    [Fact]
    public async Task RunEnds_DisposesItsTrainers()
    {
        using var folder = new TempFolder();
        using var problem = new ClassificationProblem();
        var loss = new TrackedLoss();
        await new TestRun(folder.Path).ExecuteAsync(run =>
        {
            var trainer = new Trainer(problem.Model, problem.Optimizer, loss) { Run = run };
            trainer.Fit(problem.Source(), 1);
            Assert.False(loss.IsDisposed);
            GC.KeepAlive(trainer);
        });
        Assert.True(loss.IsDisposed);
    }

    [Fact]
    public void NullChoices_MeanNoneOrThrow()
    {
        using var problem = new ClassificationProblem();
        optim.Optimizer? optimizer = null;
        OptimizerConfig? config = null;
        using var evaluating = new Trainer(problem.Model, optimizer, problem.Loss);
        Assert.True(double.IsFinite(evaluating.Evaluate(problem.Source())["loss"]));
        using var training = new Trainer(problem.Model, config, problem.Loss);
        Assert.Contains("The trainer has no optimizer", Assert.Throws<TrainingException>(() => training.Fit(problem.Source(), 1)).Message);
        Assert.Throws<ArgumentNullException>("loss", () => new Trainer(problem.Model, optimizer, (LossConfig)null!));
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-6;

    private sealed record TrackedLoss : LossConfig
    {
        public bool IsDisposed { get; private set; }

        public override nn.Module<Tensor, Tensor, Tensor> Create() => new Module(this);

        private sealed class Module(TrackedLoss config) : nn.Module<Tensor, Tensor, Tensor>("tracked")
        {
            public override Tensor forward(Tensor prediction, Tensor target) => nn.functional.cross_entropy(prediction, target);

            protected override void Dispose(bool disposing)
            {
                config.IsDisposed |= disposing;
                base.Dispose(disposing);
            }
        }
    }
}
