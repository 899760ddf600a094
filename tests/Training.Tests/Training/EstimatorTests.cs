using Gen.Training.Data;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.Training;

public sealed class EstimatorTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fit_Config_PredictsAndScoresWithTheTrainedModel()
    {
        using var estimator = await new Estimator<Line>(new Line { Epochs = 60, Seed = 1 }).FitAsync(Runs());
        using var x = tensor(new float[,] { { 0 }, { 1 }, { 2 } });
        using var predicted = estimator.Predict(x);
        Assert.Equal([3, 1], predicted.shape);
        Assert.Equal([1f, 3f, 5f], predicted.data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 0.05);
        Assert.False(x.IsInvalid);

        // The values are those of the experiment, over the given rows.
        using var test = new TensorData(tensor(new float[,] { { 3 }, { 4 } }), tensor(new float[,] { { 7 }, { 10 } }));
        Assert.Equal(0.5, estimator.Score(test.Batches(1), "mean_error"), 1);
        Assert.Equal(estimator.Score(test.Batches(2)), estimator.Evaluate(test.Batches(1))["loss"], 4);
        var unknown = Assert.Throws<KeyNotFoundException>(() => estimator.Score(test.Batches(1), "mean_eror"));
        Assert.Contains("mean_error", unknown.Message);

        // The run is an ordinary one, whose result is the loss that the estimator computes after it, too.
        Assert.Equal((RunStatus.Completed, estimator.Run!.Id), (estimator.Run.Status, "1"));
        using var all = Line.Data(1);
        Assert.Equal(((Run<double>)estimator.Run).Result, estimator.Score(all.Batches(100)), 6);
    }

    [Fact]
    public async Task Fit_Again_ReplacesTheModel()
    {
        using var estimator = new Estimator<Line>(new Line { Epochs = 1, Seed = 1 });
        await estimator.FitAsync(Runs());
        var first = estimator.Run;
        await estimator.FitAsync(Runs());
        Assert.NotSame(first, estimator.Run);
        using var x = zeros(1, 1);
        using var predicted = estimator.Predict(x);
        Assert.Equal([1, 1], predicted.shape);
    }

    [Fact]
    public void Predict_NotFitted_SaysSo()
    {
        using var estimator = new Estimator<Line>(new Line());
        using var x = zeros(1, 1);
        Assert.Contains("Call FitAsync before.", Assert.Throws<InvalidOperationException>(() => estimator.Predict(x)).Message);
    }

    [Theory]
    [InlineData("nothing", "has created no trainer")]
    [InlineData("disposed", "has disposed the model")]
    public async Task Fit_NoModel_IsAnError(string mode, string message)
    {
        using var estimator = new Estimator<Line>(new Line { Mode = mode });
        var error = await Assert.ThrowsAsync<TrainingException>(() => estimator.FitAsync(Runs()));
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public async Task Refit_BestOfSweep_TrainsOnAllRows()
    {
        var options = new SweepOptions { Folds = 3, Seed = 2, Runs = Runs() };
        var sweep = await Line.SweepAsync(new Line.Tuning(), options);
        using var best = await sweep.RefitAsync();
        Assert.Equal(30, best.Config.Epochs);
        var rows = Line.LastRows;
        Assert.Equal((24L, 6L), rows);
        Assert.Equal("7", best.Run!.Id);   // in the runs directory of the sweep: two trials of three folds before
        using var x = ones(1, 1);
        using var predicted = best.Predict(x);
        Assert.InRange(predicted.item<float>(), 2.5f, 3.5f);
    }

    private RunOptions Runs() => new()
    {
        RunsDirectory = _folder.Path, Progress = false, Capture = CaptureMode.No,
        LogLevel = Microsoft.Extensions.Logging.LogLevel.Error,
    };
}

/// <summary>Learns y = 2x + 1.</summary>
[Experiment("line")]
internal sealed partial record Line
{
    public int Epochs { get; init; } = 5;

    public string Mode { get; init; } = "";

    [SearchSpace]
    internal sealed class Tuning
    {
        public Choice<int> Epochs => new(1, 30);
    }

    /// <summary>The rows of training and validation of the last run.</summary>
    public static (long Training, long Validation) LastRows { get; private set; }

    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MeanError(Tensor yTrue, Tensor yPred) => (yTrue - yPred).abs().mean();

    public static TensorData Data(long seed)
    {
        using var generator = new torch.Generator((ulong)seed);
        var x = rand(24, 1, generator: generator) * 4;
        return new TensorData(x, x * 2 + 1);
    }

    [Main]
    private double Train(Fold fold)
    {
        if (Mode == "nothing")
            return 0;
        using var all = Data(1);
        var split = all.Split(fold, 0.25, seed: 1);
        using var training = split.Training;
        using var validation = split.Validation;
        LastRows = (training.Rows, validation.Rows);
        var model = Linear(1, 1);
        var trainer = CreateTrainer(model, new OptimizerConfig.Adam { LearningRate = 0.1 }, MSELoss());
        trainer.Fit(training.Batches(4, shuffle: true), Epochs, validation.Batches(100));
        if (Mode == "disposed")
            model.Dispose();
        return Mode == "disposed" ? 0 : trainer.Evaluate(all.Batches(100)).Loss;
    }

    // Records, which it cannot after the run has ended.
    [OnTestEnd]
    private static void Record(Run run, double loss) => run.LogScalar("tested", loss);
}
