using System.Globalization;
using Gen.Training.Data;
using Gen.Training.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>The state of a fit, complete enough to continue it with the same numbers.</summary>
internal sealed class FitState
{
    // Keys in the file, which must not change.
    public const string Position = "fit";
    public const string Model = "model";
    private const string Parameters = "parameters";
    private const string Optimizer = "optimizer";
    private const string Random = "rng";
    private const string Machine = "machine";
    private const string Metrics = "metrics";
    private const string Loss = "loss";
    private const string Logs = "logs";
    private const string Validation = "validation";
    private const string Record = "run";
    private const string Config = "config";

    /// <summary>The section of class names by index.</summary>
    public const string Classes = "classes";

    private readonly OptimizerState? _optimizer;

    public FitState(TrainingContext context, IReadOnlyList<Callback> callbacks, EpochTotals totals, IRunRecord record)
    {
        (Context, Callbacks, Totals, RunRecord) = (context, callbacks, totals, record);
        _optimizer = context.Optimizer is { } optimizer ? new OptimizerState(optimizer) : null;
    }

    public TrainingContext Context { get; }

    public IRunRecord RunRecord { get; }

    /// <summary>The seed of the order of shuffled data.</summary>
    public long ShuffleSeed { get; set; }

    private IReadOnlyList<Callback> Callbacks { get; }

    private EpochTotals Totals { get; }

    private Action<long>? SeedGpus => Context.Device.type == DeviceType.CUDA ? cuda.manual_seed_all : null;

    /// <summary>Saves the current state, copying tensors.</summary>
    /// <param name="state">An empty state.</param>
    /// <param name="position">The position in training.</param>
    public void Save(CheckpointState state, FitPosition position)
    {
        using var scope = NewDisposeScope();
        SavePosition(state, Context, position, Context.Step);
        var fit = state.Section(Position);
        fit.Set("batch_of_epoch", Context.Batch.Index);
        fit.Set("order_seed", ShuffleSeed);
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
                state.Section(Metrics).Set("train", MetricBytes.Save(metrics));
            if (Context.Validation is { } values)
                LogState.Save(values, state.Section(Validation));
        }

        CallbackStates.Save(Callbacks, state);
        RandomStreams.Save(state.Section(Random), Permutations.Seed(ShuffleSeed, -1 - Context.Step), SeedGpus);
        TorchMachine.Save(state.Section(Machine));
        if (Context.Run is { } run)
        {
            foreach (var (key, value) in run.Config)
                state.Section(Config).Set(key, value.GetRawText());
        }

        state.Section(Record).Set("random", RunRecord.RandomState);
        state.Section(Record).Set("position", RunRecord.Position());
    }

    /// <summary>Saves the number of the fit, the position and the class names, which files of weights have, too.</summary>
    public static void SavePosition(CheckpointState state, TrainingContext context, FitPosition position, long step)
    {
        var fit = state.Section(Position);
        position.Save(fit);
        fit.Set("number", context.Fit.Number);
        fit.Set("step", step);
        fit.Set("optimizer_step", context.OptimizerStep);
        for (var i = 0; i < context.ClassNames.Count; i++)
            state.Section(Classes).Set(i.ToString(CultureInfo.InvariantCulture), context.ClassNames[i]);
    }

    /// <summary>Throws if a state is of another model or optimizer.</summary>
    /// <exception cref="InvalidDataException">The state does not match. The message names the difference.</exception>
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

    /// <summary>Loads a state that was checked.</summary>
    /// <param name="state">The state.</param>
    /// <param name="warn">Called with what cannot be restored exactly.</param>
    public void Load(CheckpointState state, Action<string> warn)
    {
        var fit = state.Section(Position);
        var position = FitPosition.Read(fit);
        Context.Step = fit.GetInt64("step");

        // Checkpoints of earlier versions have no number of their own.
        Context.OptimizerStep = fit.Contains("optimizer_step") ? fit.GetInt64("optimizer_step") : Context.Step;
        Context.Epoch = position.IsWithinEpoch ? position.Epoch : Math.Max(0, position.Epoch - 1);
        Context.Batch.Index = (int)fit.GetInt64("batch_of_epoch");
        ShuffleSeed = fit.GetInt64("order_seed");
        if (fit.Contains("stop_reason"))
            Context.Stop(fit.GetString("stop_reason"));
        Context.Logs = LogState.Load(state.Section(Logs));

        // Before the optimizer: a scheduler repeats its steps when it is loaded, which changes the learning rates.
        CallbackStates.Load(Callbacks, state, warn);
        ModelTensors.Copy(Context.Model, Tensors(state.Section(Model)));
        ParameterModes.Load(Context.Model, state.Section(Parameters));
        _optimizer?.Load(state.Section(Optimizer));
        if (position.IsWithinEpoch)
        {
            Totals.Loss.Load(state.Section(Loss), Context.Device);
            if (Totals.Metrics is { } metrics)
                MetricBytes.Load(metrics, state.Section(Metrics).GetTensor("train"));
            Context.Validation = state.Contains(Validation) ? LogState.Load(state.Section(Validation)) : null;
        }

        TorchMachine.Load(state.Section(Machine), warn);
        if (state.Section(Record).Contains("random"))
            RunRecord.RandomState = state.Section(Record).GetString("random");
        RandomStreams.Load(state.Section(Random), SeedGpus);
    }

    /// <summary>Truncates the record of the run to its position at the checkpoint, from where recording continues.</summary>
    public void ContinueRecord(CheckpointState state)
    {
        if (state.Section(Record) is var record && record.Contains("position"))
            RunRecord.ContinueFrom(record.GetString("position"));
    }

    private static Dictionary<string, Tensor> Tensors(CheckpointState section) =>
        section.Keys.ToDictionary(k => k, section.GetTensor, StringComparer.Ordinal);
}

/// <summary>The position in a fit at which a checkpoint was taken.</summary>
/// <param name="Epoch">The number of completed epochs.</param>
/// <param name="Batch">The number of completed batches of the next epoch; null at the end of an epoch.</param>
internal readonly record struct FitPosition(int Epoch, int? Batch)
{
    public bool IsWithinEpoch => Batch is not null;

    public static FitPosition Read(CheckpointState state) =>
        new((int)state.GetInt64("epochs_done"), state.Contains("batches_done") ? (int)state.GetInt64("batches_done") : null);

    public void Save(CheckpointState state)
    {
        state.Set("epochs_done", Epoch);
        if (Batch is { } batch)
            state.Set("batches_done", batch);
    }
}
