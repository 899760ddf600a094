using Gen;
using Gen.TrainHost;
using Gen.Training;
using TorchSharp;
using static TorchSharp.torch;

/// <content>Many steps, and what they leave in memory.</content>
public sealed partial class Host
{
    /// <summary>Steps of the command <c>steps</c>, at least 200.</summary>
    public int Steps { get; init; } = 1_000;

    [OnBatchBegin]
    private void Measure(long step)
    {
        if (_measures && (step == Steps / 2 - 50 || step == Steps - 50))
            Console.WriteLine($"step {step} tensors {Tensor.TotalCount} resident {Resident()}");
    }

    private bool _measures;

    /// <summary>Trains in epochs of 100 steps, with metrics, validation, history and progress.</summary>
    [Command("steps")]
    private void Count()
    {
        _measures = true;
        using var model = nn.Sequential(
            ("first", nn.Linear(3, 32)),
            ("relu", nn.ReLU()),
            ("drop", nn.Dropout(Dropout)),
            ("last", nn.Linear(32, 1))
        );
        using var optimizer = optim.Adam(model.parameters(), 0.01);
        using var loss = nn.MSELoss();
        using var data = Rows.Make(2_000, Fault.None);
        using var test = Rows.Make(50, Fault.None);
        using var trainer = CreateTrainer(model, optimizer, loss, new ProgressBar());
        trainer.Fit(data.Batches(20, shuffle: true, batchesPerEpoch: 100), Steps / 100, test.Batches(25));
    }

    // In KiB, without what the collector could free at any moment.
    private static long Resident()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return Environment.WorkingSet / 1024;
    }
}
