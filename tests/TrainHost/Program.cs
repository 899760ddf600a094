using Gen;
using Gen.TrainHost;
using Gen.Training;
using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

// A whole program for the tests: a small net on made-up rows, with everything on. What an entry breaks is in Fault.cs.
return args is ["abort", var mistake] ? Abort.Run(mistake) : await Host.RunAsync(args);

/// <summary>Fits the sine of a sum.</summary>
[Experiment("train-host")]
public sealed partial class Host
{
    public int Epochs { get; init; } = 4;

    public double Dropout { get; init; } = 0.25;

    public Fault Fault { get; init; }

    /// <summary>Milliseconds that a step takes longer.</summary>
    public int Delay { get; init; }

    /// <summary>A file for the weights of each epoch, and one for its values.</summary>
    public string? Checkpoint { get; init; }

    public string? Csv { get; init; }

    [Metric(Shape = MetricShape.Scalar)]
    private static Tensor Error(Tensor yTrue, Tensor yPred) => (yTrue - yPred).abs().mean();

    [OnTrainBegin]
    private void Begin() => Console.WriteLine("begin");

    [OnBatchEnd]
    private void Slow(Tensor loss, long step)
    {
        if (step == 3)
            Console.WriteLine("step 3");
        Thread.Sleep(Delay);
        if (Fault == Fault.Stuck && step == 3)
            Thread.Sleep(Timeout.Infinite);
    }

    [OnEpochEnd]
    private void Report(int epoch, double loss, double valLoss, double valError, double lr, Random random)
    {
        Console.WriteLine(FormattableString.Invariant(
            $"epoch {epoch} loss {loss:R} val_loss {valLoss:R} val_error {valError:R} lr {lr:R} drawn {random.NextDouble():R}"));
        if (Fault == Fault.Hook && epoch == 1)
            throw new InvalidOperationException("no such report");
    }

    [OnTrainEnd]
    private void End(TrainingContext context) => Console.WriteLine($"end after step {context.Step}: {context.StopReason}");

    [Main]
    private double Train(int epochs, double dropout)
    {
        using var model = nn.Sequential(
            ("first", nn.Linear(3, 32)),
            ("relu", nn.ReLU()),
            ("drop", nn.Dropout(dropout)),
            ("last", nn.Linear(32, 1))
        );
        using var optimizer = optim.Adam(model.parameters(), 0.01);
        using var loss = nn.MSELoss();
        using var data = Rows.Make(200, Fault);
        using var test = Rows.Make(50, Fault.None);
        List<Callback> callbacks =
        [
            new LearningRateScheduler((epoch, rate) => epoch == 0 ? rate : rate * 0.5),
            new EarlyStopping(Logs.Names.ValLoss) { Patience = 3, MinDelta = 1e-4, RestoreBestWeights = true },
            new TerminateOnNaN { FailRun = true },
            new ProgressBar(),
        ];
        if (Checkpoint is not null)
            callbacks.Add(new ModelCheckpoint(Checkpoint));
        if (Csv is not null)
            callbacks.Add(new CsvLogger(Csv));
        using var trainer = CreateTrainer(model, optimizer, loss, [.. callbacks]);
        trainer.Fit(Fault == Fault.NoRows ? new NoRows() : data.Batches(20, shuffle: true), epochs, test.Batches(25));
        var score = trainer.Evaluate(test.Batches(25));
        Console.WriteLine(FormattableString.Invariant($"result {score.Loss:R} {score.Error:R}"));
        return score.Loss;
    }
}
