using Gen;
using Gen.Training;
using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

/// <content>A training with all that writes files, which waits at a moment for the test to break what it writes to.</content>
public sealed partial class Host
{
    /// <summary>The folders of the event files and of weights and checkpoints.</summary>
    public string? Events { get; init; }

    public string? Saved { get; init; }

    /// <summary>The moment at which the training waits: start, middle or end.</summary>
    public string? Moment { get; init; }

    /// <summary>A folder: the training makes the file <c>halted</c> in it, and waits for <c>go</c>.</summary>
    public string? Gate { get; init; }

    [Command("faults")]
    private void TrainThroughFaults(Run run, string? events, string? saved)
    {
        Halt("start");
        using var model = nn.Sequential(("first", nn.Linear(3, 8)), ("relu", nn.ReLU()), ("last", nn.Linear(8, 2)));
        using var optimizer = optim.Adam(model.parameters(), 0.01);
        using var loss = nn.CrossEntropyLoss();
        using var data = Classes(60);
        using var test = Classes(40);
        Callback[] callbacks =
        [
            new LambdaCallback { BatchEnd = Work, EpochEnd = context => Halt(context.Epoch == 2 ? "end" : null) },
            new ProgressBar(),
            new CsvLogger("log.csv"),
            new EvaluationCharts { Formats = ChartFormats.Svg | ChartFormats.Png },
            new TensorBoard(events) { BatchEveryNSteps = 1, HistogramEveryNEpochs = 1, WeightImages = true },
            new Profiler { Steps = 2..5 },
            new ModelCheckpoint(Path.Combine(saved!, "last.weights")),
            new BackupAndRestore { Folder = saved, EveryNSteps = 2 },
        ];
        using var trainer = new Trainer(model, optimizer, loss, callbacks) { Run = run };
        trainer.Fit(data.Batches(20, shuffle: true), 3, test.Batches(20));
        run.Info.Set("trained", true);
    }

    // Lines that fill a pipe that nobody reads.
    private void Work(TrainingContext context)
    {
        Console.WriteLine(new string('o', 12_000));
        Console.Error.WriteLine(new string('e', 12_000));
        Halt(context is { Epoch: 1, Batch.Index: 1 } ? "middle" : null);
    }

    private void Halt(string? moment)
    {
        if (moment is null || moment != Moment)
            return;
        File.WriteAllText(Path.Combine(Gate!, "halted"), "");
        while (!File.Exists(Path.Combine(Gate!, "go")))
            Thread.Sleep(5);
    }

    private static TensorData Classes(int rows)
    {
        using var scope = NewDisposeScope();
        var input = randn(rows, 3);
        return new TensorData(input, input.sum(1).gt(0).to_type(int64));
    }
}
