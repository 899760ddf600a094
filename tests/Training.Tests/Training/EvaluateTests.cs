using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Training;

public class EvaluateTests
{
    [Fact]
    public void Evaluate_WithinEpoch_KeepsEpochLoss()
    {
        Assert.Equal(Losses(evaluate: false), Losses(evaluate: true));

        static double[] Losses(bool evaluate)
        {
            using var problem = new RegressionProblem();
            Trainer? trainer = null;
            using var _ = trainer = problem.Trainer(new LambdaCallback
            {
                BatchBegin = c =>
                {
                    if (evaluate && c.Batch.Index == 1)
                        trainer!.Evaluate(problem.Source());
                },
            });
            return [.. trainer.Fit(problem.Source(), 3, problem.Source())["loss"]];
        }
    }

    [Fact]
    public void Evaluate_DisablesDropoutAndRestoresModes()
    {
        using var problem = new RegressionProblem(dropout: 0.5);
        problem.Model.children().First().eval();
        var modes = new List<bool>();
        using var trainer = problem.Trainer(new LambdaCallback { TestBatchEnd = c => modes.Add(c.Model.training) });
        Assert.Equal(trainer.Evaluate(problem.Source())["loss"], trainer.Evaluate(problem.Source())["loss"]);
        Assert.All(modes, Assert.False);
        Assert.True(problem.Model.training);
        Assert.Equal([false, true, true, true], problem.Model.children().Select(m => m.training));
    }

    [Fact]
    public void Predict_ReturnsRowsInOrder()
    {
        using var problem = new RegressionProblem();
        using var trainer = problem.Trainer();
        using var scope = NewDisposeScope();
        var predicted = trainer.Predict(new MemorySource(problem.Input, null, 7));
        Assert.True(predicted.allclose(problem.Model.call(problem.Input), 1e-5, 1e-6));
    }
}
