using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.Support;

/// <summary>A training with all stateful callbacks. The seed determines the initial weights.</summary>
internal sealed class ResumableTraining : IDisposable
{
    public const int Epochs = 5;

    private readonly TensorData _data;
    private readonly IReadOnlyList<Callback> _callbacks;

    public ResumableTraining(
        string folder,
        long seed,
        BackupAndRestore? backup,
        TrainerOptions? options = null,
        CancellationToken cancellation = default,
        params IEnumerable<Callback> others
    )
    {
        random.manual_seed(5).Dispose();
        using var scope = NewDisposeScope();
        var input = randn(50, 3);
        _data = new TensorData(input.alias(), input.sum(1, keepdim: true).sin());
        random.manual_seed(seed).Dispose();
        Model = Sequential(
            ("first", Linear(3, 16)),
            ("norm", BatchNorm1d(16)),
            ("relu", ReLU()),
            ("drop", Dropout(0.3)),
            ("last", Linear(16, 1))
        );
        Optimizer = optim.Adam(Model.parameters(), 0.02, amsgrad: true);
        Stopping = new EarlyStopping("val_distance") { Patience = 3, Mode = MonitorMode.Min, RestoreBestWeights = true };
        Csv = Path.Combine(folder, "log.csv");
        _callbacks =
        [
            .. backup is null ? [] : new[] { backup },
            Stopping,
            new ReduceLROnPlateau("loss")
            {
                Patience = 1,
                MinDelta = 0.2,
                Factor = 0.8,
            },
            new LearningRateScheduler((epoch, rate) => rate * (epoch == 2 ? 0.5 : 1)),
            new CsvLogger(Csv),
            new TerminateOnNaN { EveryNSteps = 1 },
            new TorchScheduler(optim.lr_scheduler.ExponentialLR(Optimizer, 0.995), ScheduleUnit.Step),
            .. others,
        ];
        Trainer = new Trainer(Model, Optimizer, MSELoss(), _callbacks)
        {
            Metrics = new RegressionMetrics(), ShuffleSeed = 11, Options = options ?? new(), CancellationToken = cancellation,
        };
    }

    public Module<Tensor, Tensor> Model { get; }
    public optim.Optimizer Optimizer { get; }
    public EarlyStopping Stopping { get; }
    public Trainer Trainer { get; }
    public string Csv { get; }

    public History Fit(int epochs = Epochs) => Trainer.Fit(_data.Batches(8, shuffle: true), epochs, _data.Batches(20));

    /// <summary>Returns all results that a resumed training must reproduce exactly, as text for readable differences.</summary>
    public string Snapshot()
    {
        using var scope = NewDisposeScope();
        var tensors = Model.state_dict().Select(t => $"{t.Key} {Convert.ToHexString(t.Value.detach().contiguous().bytes)}");
        var history = Trainer.History.Keys.Select(k => $"{k} {string.Join(' ', Trainer.History[k].Select(v => v.ToString("R")))}");
        var state = new CheckpointState();
        new Gen.Training.Checkpoints.OptimizerState(Optimizer).Save(state);
        var optimizer = state
            .AllTensors()
            .Select(t => $"{t.Key} {Convert.ToHexString(t.Value.bytes)}")
            .Append(Gen.Training.Checkpoints.StateJson.Write(state))
            .ToList();
        state.Dispose();
        return string.Join(
            '\n',
            [
                .. tensors,
                .. history,
                .. optimizer,
                $"epochs {string.Join(' ', Trainer.History.Epochs)}",
                $"rng {Convert.ToHexString(get_rng_state().bytes)}",
                $"best {Stopping.Best:R} {Stopping.BestEpoch} {Stopping.StoppedEpoch} {Trainer.History.StopReason}",
                File.ReadAllText(Csv),
            ]
        );
    }

    public void Dispose() => Array.ForEach<IDisposable>([Trainer, Model, Optimizer, _data], d => d.Dispose());
}
