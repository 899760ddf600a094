using Gen.Training.Checkpoints;
using TorchSharp;

namespace Gen.Training;

/// <summary>
/// Saves the model's weights while it is trained: after each epoch, every so many epochs or steps, or after those that are the best so far.
/// A file under its final name is always whole.
/// </summary>
/// <param name="path">
/// The file; a relative path is in the run folder. It may have places for values: <c>{epoch}</c> and <c>{step}</c>, from 1, and log values,
/// with formats as in <c>model-{epoch:D3}-{val_loss:F4}.weights</c>.
/// </param>
/// <param name="monitor">Key of the log value by which weights are the best; only for <see cref="SaveBestOnly"/>.</param>
public sealed class ModelCheckpoint(string path, [Monitor] string monitor = "val_loss") : Callback
{
    private readonly FileNameTemplate _name = new(path);
    private readonly MonitoredValue _value = new(nameof(ModelCheckpoint), monitor);
    private readonly List<string> _files = [];
    private string _folder = "";
    private int _written;

    /// <summary>Saves only after epochs whose value is better than that of all before, earlier trainings with this callback included.</summary>
    public bool SaveBestOnly { get; init; }

    /// <summary>Whether lower or higher is better.</summary>
    public MonitorMode Mode { get; init; }

    /// <summary>Saves after each so many epochs, at least 1.</summary>
    public int EveryEpochs { get; init; } = 1;

    /// <summary>Saves after each so many steps instead of after epochs. Null: after epochs.</summary>
    public int? EverySteps { get; init; }

    /// <summary>How many files to keep, at least 1: older ones of this callback are deleted. Null: all.</summary>
    public int? KeepLast { get; init; }

    /// <summary>The files that are there, the newest last.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>The best value; NaN before any, and without <see cref="SaveBestOnly"/>.</summary>
    public double Best => _value.Best;

    /// <summary>The epoch of the best value, from 0; null before any.</summary>
    public int? BestEpoch => _value.BestEpoch;

    /// <inheritdoc/>
    public override IEnumerable<string> Monitors => SaveBestOnly ? _name.LogKeys.Append(monitor) : _name.LogKeys;

    /// <summary>Gives a model the weights of a file that this callback wrote.</summary>
    /// <exception cref="InvalidDataException">It is no such file, damaged, or of another model, which then keeps its weights.</exception>
    public static void LoadWeights(torch.nn.Module model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        WeightFile.Load(model, path);
    }

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext context)
    {
        if (EveryEpochs < 1 || EverySteps < 1 || KeepLast < 1)
            throw new TrainingException("ModelCheckpoint's EveryEpochs, EverySteps and KeepLast must be at least 1");

        // Values are known at an epoch's end only; those of a part of an epoch would be compared with those of whole ones.
        if (EverySteps is not null && (SaveBestOnly || _name.LogKeys.Any()))
            throw new TrainingException("ModelCheckpoint with EverySteps cannot use log values, which are known at an epoch's end only: save after epochs, or take them out");
        if (SaveBestOnly)
            _value.Begin(Mode);
        _name.Format(context);
        (_written, _folder) = (0, OutputPath.Resolve(context, "."));
    }

    /// <inheritdoc/>
    public override void OnBatchEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (EverySteps is { } steps && (context.Step + 1) % steps == 0)
            Save(context);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (EverySteps is not null || (context.Epoch + 1) % EveryEpochs != 0)
            return;
        if (!SaveBestOnly || (context.Logs.TryGetValue(monitor, out var value) && _value.Improves(value, context.Epoch)))
            Save(context);
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingContext context)
    {
        if (_written > 0)
            return;
        TrainingLog.Warn(context, SaveBestOnly
            ? FormattableString.Invariant($"ModelCheckpoint saved nothing: no epoch's {monitor} was better than {Best:G5}")
            : "ModelCheckpoint saved nothing: training ended before it was due");
    }

    /// <inheritdoc/>
    public override void SaveState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _value.Save(state);
        state.Set("written", _written);

        // A run folder may have moved when it is resumed.
        for (var i = 0; i < _files.Count; i++)
            state.Section("files").Set($"{i}", Path.IsPathRooted(path) ? _files[i] : Path.GetRelativePath(_folder, _files[i]));
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _value.Load(state);
        _written = (int)state.GetInt64("written");
        _files.Clear();
        _files.AddRange(state.Section("files").Keys.Select(k => Path.GetFullPath(state.Section("files").GetString(k), _folder)));
    }

    /// <summary>What tells the file from others of the run, to a program that looks for the best weights or the last.</summary>
    private CheckpointState Place(TrainingContext context)
    {
        var state = new CheckpointState();
        var within = EverySteps is not null;
        FitState.SavePosition(state, context, within ? new FitPosition(context.Epoch, context.Batch.Index + 1) : new FitPosition(context.Epoch + 1, null), within ? context.Step + 1 : context.Step);
        if (SaveBestOnly)
            _value.Save(state.Section(WeightsMetadata.Best));
        return state;
    }

    private void Save(TrainingContext context)
    {
        var file = OutputPath.Resolve(context, _name.Format(context));
        try
        {
            using var place = Place(context);
            WeightFile.Save(context.Model, file, place);
            _written++;
            _files.Remove(file);
            _files.Add(file);
            while (_files.Count > KeepLast)
            {
                File.Delete(_files[0]);
                _files.RemoveAt(0);
            }
        }
        catch (Exception e) when (OutputPath.IsFileError(e))
        {
            throw OutputPath.WriteError(this, file, e);
        }
    }
}
