using System.Globalization;
using Gen.Training.Data;
using Gen.Training.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>All that a fit's further course depends on, to be written to a checkpoint and taken from one.</summary>
internal sealed class FitState
{
    // Names in the file; they must not change.
    public const string Position = "fit";
    public const string Model = "model";
    private const string Parameters = "parameters";
    private const string Optimizer = "optimizer";
    private const string Random = "rng";
    private const string Machine = "machine";
    private const string Metrics = "metrics";
    private const string Loss = "loss";
    private const string Logs = "logs";
    private const string Record = "run";
    private const string Config = "config";

    /// <summary>Section of the classes' names, by their numbers.</summary>
    public const string Classes = "classes";

    private readonly OptimizerState? _optimizer;

    public FitState(TrainingContext context, IReadOnlyList<Callback> callbacks, EpochTotals totals, IRunRecord record)
    {
        (Context, Callbacks, Totals, RunRecord) = (context, callbacks, totals, record);
        _optimizer = context.Optimizer is { } optimizer ? new OptimizerState(optimizer) : null;
    }

    public TrainingContext Context { get; }

    public IRunRecord RunRecord { get; }

    /// <summary>What the order of shuffled data is drawn from.</summary>
    public long OrderSeed { get; set; }

    private IReadOnlyList<Callback> Callbacks { get; }

    private EpochTotals Totals { get; }

    private Action<long>? SeedGpus => Context.Device.type == DeviceType.CUDA ? cuda.manual_seed_all : null;

    /// <summary>All of it now, tensors copied.</summary>
    /// <param name="state">An empty one.</param>
    /// <param name="position">Where training stands.</param>
    public void Save(CheckpointState state, FitPosition position)
    {
        using var scope = NewDisposeScope();
        SavePlace(state, Context, position, Context.Step);
        var fit = state.Section(Position);
        fit.Set("batch_of_epoch", Context.Batch.Index);
        fit.Set("order_seed", OrderSeed);
        fit.Set("stop_reason", Context.IsStopping && !Context.IsCanceled ? Context.StopReason : null);
        LogState.Save(Context.Logs, state.Section(Logs));
        var model = state.Section(Model);
        foreach (var (name, tensor) in Context.Model.state_dict())
            model.Set(name, tensor);
        ParameterModes.Save(Context.Model, state.Section(Parameters));
        _optimizer?.Save(state.Section(Optimizer));
        if (position.IsWithinEpoch)
        {
            Totals.Loss.Save(state.Section(Loss));
            if (Totals.Metrics is { } metrics)
                state.Section(Metrics).Set("train", MetricBytes.Of(metrics));
        }

        CallbackStates.Save(Callbacks, state);
        RandomStreams.Save(state.Section(Random), Permutations.Seed(OrderSeed, -1 - Context.Step), SeedGpus);
        TorchMachine.Save(state.Section(Machine));
        if (Context.Run is { } run)
        {
            foreach (var (key, value) in run.Config)
                state.Section(Config).Set(key, value.GetRawText());
        }

        state.Section(Record).Set("random", RunRecord.RandomState);
        state.Section(Record).Set("position", RunRecord.Position());
    }

    /// <summary>Which fit of the run it is, where it stands, and what the classes are called: files of weights have the same.</summary>
    public static void SavePlace(CheckpointState state, TrainingContext context, FitPosition position, long step)
    {
        var fit = state.Section(Position);
        position.Save(fit);
        fit.Set("number", context.Fit.Number);
        fit.Set("step", step);
        for (var i = 0; i < context.ClassNames.Count; i++)
            state.Section(Classes).Set(i.ToString(CultureInfo.InvariantCulture), context.ClassNames[i]);
    }

    /// <summary>Throws unless the state is of such a model and optimizer; nothing is changed.</summary>
    /// <exception cref="InvalidDataException">It is not; the message names the difference.</exception>
    public void Check(CheckpointState state, string path)
    {
        ModelTensors.Check(Context.Model, Tensors(state.Section(Model)), path, sameTypes: true);
        try
        {
            _optimizer?.Check(state.Section(Optimizer));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{path}' is of another training: {e.Message}", e);
        }
    }

    /// <summary>Takes over a state that was checked.</summary>
    /// <param name="state">The state.</param>
    /// <param name="warn">Told what will not be quite as it was.</param>
    public void Load(CheckpointState state, Action<string> warn)
    {
        var fit = state.Section(Position);
        var position = FitPosition.Of(fit);
        Context.Step = fit.GetInt64("step");
        Context.Epoch = position.IsWithinEpoch ? position.Epoch : Math.Max(0, position.Epoch - 1);
        Context.Batch.Index = (int)fit.GetInt64("batch_of_epoch");
        OrderSeed = fit.GetInt64("order_seed");
        if (fit.Contains("stop_reason"))
            Context.Stop(fit.GetString("stop_reason"));
        Context.Logs = LogState.Load(state.Section(Logs));

        // A schedule may catch up by steps of its own, which change the optimizer: that one's turn is after it.
        CallbackStates.Load(Callbacks, state, warn);
        ModelTensors.Copy(Context.Model, Tensors(state.Section(Model)));
        ParameterModes.Load(Context.Model, state.Section(Parameters));
        _optimizer?.Load(state.Section(Optimizer));
        if (position.IsWithinEpoch)
        {
            Totals.Loss.Load(state.Section(Loss), Context.Device);
            if (Totals.Metrics is { } metrics)
                MetricBytes.Into(metrics, state.Section(Metrics).GetTensor("train"));
        }

        TorchMachine.Load(state.Section(Machine), warn);
        if (state.Section(Record).Contains("random"))
            RunRecord.RandomState = state.Section(Record).GetString("random");
        RandomStreams.Load(state.Section(Random), SeedGpus);
    }

    /// <summary>Cuts the run's record to where it stood; from here on it is written again.</summary>
    public void ContinueRecord(CheckpointState state)
    {
        if (state.Section(Record) is var record && record.Contains("position"))
            RunRecord.ContinueFrom(record.GetString("position"));
    }

    private static Dictionary<string, Tensor> Tensors(CheckpointState section) => section.Values.ToDictionary(v => v.Key, v => (Tensor)v.Value, StringComparer.Ordinal);
}

/// <summary>Where in a fit a checkpoint was taken.</summary>
/// <param name="Epoch">Epochs that are done.</param>
/// <param name="Batch">Batches of the next epoch that are done; null at an epoch's end.</param>
internal readonly record struct FitPosition(int Epoch, int? Batch)
{
    public bool IsWithinEpoch => Batch is not null;

    public static FitPosition Of(CheckpointState state) =>
        new((int)state.GetInt64("epochs_done"), state.Contains("batches_done") ? (int)state.GetInt64("batches_done") : null);

    public void Save(CheckpointState state)
    {
        state.Set("epochs_done", Epoch);
        if (Batch is { } batch)
            state.Set("batches_done", batch);
    }
}
