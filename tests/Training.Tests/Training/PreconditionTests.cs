using Gen.Training.Metrics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Training;

public class PreconditionTests
{
    [Theory]
    [InlineData("val_los", true, "EarlyStopping monitors 'val_los', which is not logged. Did you mean 'val_loss'?")]
    [InlineData("val_loss", false, "EarlyStopping monitors 'val_loss', but there is no validation data: pass some to Fit.")]
    [InlineData(
        "val_precision",
        true,
        "EarlyStopping monitors 'val_precision', which is a vector: only single numbers can be monitored, such as 'val_precision/0'."
    )]
    [InlineData("precision/dog", true, "EarlyStopping monitors 'precision/dog', but 'dog' is neither an index nor the name of a class.")]
    [InlineData("val_precision/0", false, "EarlyStopping monitors 'val_precision/0', but there is no validation data: pass some to Fit.")]
    [InlineData(
        "val_quality",
        true,
        "EarlyStopping cannot tell whether a lower or a higher 'val_quality' is better: set Mode to MonitorMode.Min or MonitorMode.Max."
    )]
    public void InvalidMonitor_ThrowsBeforeFirstBatch(string monitor, bool validation, string message)
    {
        using var problem = new RegressionProblem();
        var metrics = new StubMetrics(new MetricInfo("precision", MetricShape.Vector), new MetricInfo("quality", MetricShape.Scalar));
        Assert.Equal(
            message,
            Failure(problem, metrics, problem.Source(), validation ? problem.Source() : null, new EarlyStopping(monitor))
        );
    }

    [Fact]
    public void HookReadsValidation_NoValidationData_ThrowsBeforeFirstBatch()
    {
        using var problem = new RegressionProblem();
        var metrics = new StubMetrics(new MetricInfo("precision", MetricShape.Vector));
        foreach (var key in new[] { "val_loss", "val_precision" })
        {
            var message = Failure(problem, metrics, problem.Source(), null, new RequiringCallback { Keys = ["loss", "precision", key] });
            Assert.Equal($"experiment Digits reads '{key}', but there is no validation data: pass some to Fit.", message);
        }
    }

    [Fact]
    public void HookReadsAnyShape_DoesNotThrow()
    {
        using var problem = new ClassificationProblem();
        string[] keys = ["loss", "lr", "recall", "val_accuracy", "val_recall"];
        using var trainer = problem.TrainerWithMetrics(null, new RequiringCallback { Keys = keys });
        trainer.Fit(problem.Source(), 1, problem.Source());
    }

    [Fact]
    public void HookNeedsServices_NoServices_ThrowsBeforeFirstBatch()
    {
        using var problem = new RegressionProblem();
        Assert.StartsWith(
            "experiment Digits asks for an IServiceProvider, but the run has none",
            Failure(problem, null, problem.Source(), null, new RequiringCallback { RequiresServices = true }));
    }

    [Theory]
    [InlineData(true, true, "The training data must have at least one row, but has none.")]
    [InlineData(true, false, "The training data must have at least one row, but has none.")]
    [InlineData(false, true, "The validation data must have at least one row, but has none.")]
    public void Data_NoRows_ThrowsBeforeFirstBatch(bool train, bool hasKnownSize, string message)
    {
        using var problem = new RegressionProblem();
        using var empty = zeros(0, 3);
        using var targets = zeros(0, 1);
        var none = new MemorySource(empty, targets, 8, hasKnownSize: hasKnownSize);
        Assert.Equal(message, Failure(problem, null, train ? none : problem.Source(), train ? null : none));
    }

    [Fact]
    public void Fit_NoOptimizer_Throws()
    {
        using var problem = new RegressionProblem();
        using var trainer = new Trainer(problem.Model, null, problem.Loss);
        Assert.Equal(
            "The trainer has no optimizer: it can evaluate and predict, but not train.",
            Assert.Throws<TrainingException>(() => trainer.Fit(problem.Source(), 1)).Message
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ModelConvertedAfterOptimizer_ThrowsBeforeFirstBatch(bool listed)
    {
        using var problem = new RegressionProblem();
        var parameters = problem.Model.parameters();
        using var optimizer = optim.Adam(listed ? parameters.ToList() : parameters);
        problem.Model.to(float64);
        using var trainer = new Trainer(problem.Model, optimizer, problem.Loss);
        Assert.Equal(
            "The optimizer was created for other parameters than the model has now: call model.to(…) before you create the optimizer.",
            Assert.Throws<TrainingException>(() => trainer.Fit(problem.Source(), 1)).Message);
    }

    private static string Failure(
        RegressionProblem problem,
        ExperimentMetrics? metrics,
        MemorySource train,
        MemorySource? validation,
        params Callback[] callbacks
    )
    {
        var batches = 0;
        using var trainer = new Trainer(
            problem.Model,
            problem.Optimizer,
            problem.Loss,
            [new LambdaCallback { BatchEnd = _ => batches++ }, .. callbacks]
        )
        {
            Metrics = metrics,
        };
        var message = Assert.Throws<TrainingException>(() => trainer.Fit(train, 2, validation)).Message;
        Assert.Equal(0, batches);
        return message;
    }

    private sealed class RequiringCallback : Callback
    {
        public IEnumerable<string> Keys { get; init; } = [];
        public bool RequiresServices { get; init; }
        public override string Name => "experiment Digits";
        public override IEnumerable<string> Reads => Keys;
        public override bool NeedsServices => RequiresServices;
    }
}
