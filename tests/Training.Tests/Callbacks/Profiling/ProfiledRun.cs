using static TorchSharp.torch;

namespace Gen.Training.Tests.Callbacks.Profiling;

/// <summary>A run whose training is profiled.</summary>
[Experiment("profiled")]
public sealed partial class ProfiledRun
{
    [Metric]
    private static Tensor Error(Tensor yTrue, Tensor yPred) => (yTrue - yPred).abs().mean();

    [Main]
    private string Train()
    {
        using var problem = new RegressionProblem();
        var profiler = new Profiler { Steps = 1..3, ShowTable = false };
        using var trainer = CreateTrainer(problem.Model, problem.Optimizer, problem.Loss, profiler);
        trainer.Fit(problem.Source(), 2, problem.Source());
        return profiler.TraceFile!;
    }
}
