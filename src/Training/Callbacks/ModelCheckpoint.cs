using Gen.IO;
using Gen.Training.Checkpoints;
using TorchSharp;

namespace Gen.Training;

/// <summary>
/// Saves the weights of the model: every N epochs, every N steps, or after each epoch that is the best so far. A file is written under a
/// temporary name and renamed, so it is always complete. Weights that cannot be written, because the disk is full, are kept in memory until
/// newer ones are; if the last ones of a training cannot be written, that is an error at its end.
/// </summary>
/// <param name="path">
/// The path of the file; a relative path is in the run folder. It can have placeholders: <c>{epoch}</c> and <c>{step}</c>, from 1, and log
/// values, with formats, as in <c>model-{epoch:D3}-{val_loss:F4}.weights</c> or, with those of Python,
/// <c>model-{epoch:03d}-{val_loss:.4f}.weights</c>.
/// </param>
/// <param name="monitor">The key of the value, a scalar or an element of a vector (<c>val_recall/3</c>), by which epochs are compared
/// with <see cref="SaveBestOnly"/>. The default value is <c>val_loss</c>.</param>
public sealed class ModelCheckpoint(string path, [Monitor] string monitor = "val_loss") : Callback
{
    private readonly CallbackOutput _output = new(nameof(ModelCheckpoint), "files");
    private readonly UnsavedWeights _unsaved = new();
    private readonly FileNameTemplate _name = new(path);
    private readonly MonitoredValue _value = new(nameof(ModelCheckpoint), monitor);
    private readonly List<string> _files = [];
    private string _folder = "";
    private int _written;

    private Interval Interval => EveryNSteps is null ? new(EveryNEpochs) : new(null, EveryNSteps);

    /// <summary>Whether to save only after an epoch that is better than all before, including those of earlier trainings with this
    /// callback. The default value is false.</summary>
    public bool SaveBestOnly { get; init; }

    /// <summary>Whether lower or higher is better. The default value is <see cref="MonitorMode.Auto"/>.</summary>
    public MonitorMode Mode { get; init; }

    /// <summary>The number of epochs between files, at least 1. The default value is 1.</summary>
    public int EveryNEpochs { get; init; } = 1;

    /// <summary>The number of steps between files, at least 1; null for files after epochs. The default value is
    /// null.</summary>
    public int? EveryNSteps { get; init; }

    /// <summary>The number of files to keep, at least 1; null for all. Older files of this callback are deleted. The default value is
    /// null.</summary>
    public int? KeepLast { get; init; }

    /// <summary>The paths of the files that were saved and not deleted since, the newest last.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>The best value; NaN before the first one and without <see cref="SaveBestOnly"/>.</summary>
    public double Best => _value.Best;

    /// <summary>The epoch of the best value, from 0; null before the first one.</summary>
    public int? BestEpoch => _value.BestEpoch;

    /// <inheritdoc/>
    public override IEnumerable<string> Monitors => SaveBestOnly ? _name.LogKeys.Append(monitor) : _name.LogKeys;

    internal override CallbackOutput? Output => _output;

    /// <summary>Loads the weights of a file into a model.</summary>
    /// <exception cref="InvalidDataException">The file is not a weights file, is corrupt, or is of another model. The model keeps its
    /// weights.</exception>
    public static void LoadWeights(torch.nn.Module model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        WeightFile.Load(model, path);
    }

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext context)
    {
        Interval.Check(this);
        CallbackOptions.AtLeast(this, 1, KeepLast);

        // Values of a part of an epoch cannot be compared with those of whole epochs.
        if (EveryNSteps is not null && (SaveBestOnly || _name.LogKeys.Any()))
        {
            throw new TrainingException(
                "ModelCheckpoint.EveryNSteps cannot be combined with log values, which are known only at the end of an epoch: remove one "
                + "of the two."
            );
        }

        if (SaveBestOnly)
            _value.Begin(Mode);
        _name.Format(context);
        (_written, _folder) = (0, OutputPath.Resolve(context, "."));
        _unsaved.Dispose();
    }

    /// <inheritdoc/>
    public override void OnBatchEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Interval.IsDueAfterStep(context.Step + 1))
            Save(context);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Interval.IsDueAfterEpoch(context.Epoch + 1)
            && (!SaveBestOnly || (context.Logs.TryGetValue(monitor, out var value) && _value.Improves(value, context.Epoch))))
            Save(context);
        else
            SaveUnsaved();
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingContext context)
    {
        if (SaveUnsaved() is { } failure)
            throw OutputPath.WriteError(this, _unsaved.File!, failure);
        if (_written > 0)
            return;
        TrainingLog.Warn(context, SaveBestOnly
            ? FormattableString.Invariant($"ModelCheckpoint saved no file, because no epoch had a better {monitor} than {Best:G5}.")
            : "ModelCheckpoint saved no file, because training ended before the first interval.");
    }

    /// <inheritdoc/>
    public override void OnException(TrainingContext context, Exception exception)
    {
        SaveUnsaved();
        _unsaved.Dispose();
    }

    /// <inheritdoc/>
    public override void SaveState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _value.Save(state);
        state.Set("written", _written);

        // Relative paths: the run folder may be moved before it is resumed.
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

    /// <summary>Returns the position in the training, by which programs find the best or the last weights of a run.</summary>
    private CheckpointState Position(TrainingContext context)
    {
        var state = new CheckpointState();
        var within = EveryNSteps is not null;
        FitState.SavePosition(
            state,
            context,
            within ? new FitPosition(context.Epoch, context.Batch.Index + 1) : new FitPosition(context.Epoch + 1, null),
            within ? context.Step + 1 : context.Step
        );
        if (SaveBestOnly)
            _value.Save(state.Section(WeightsMetadata.Best));
        return state;
    }

    private void Save(TrainingContext context)
    {
        var file = OutputPath.Resolve(context, _name.Format(context));
        var position = Position(context);
        if (!_output.TryWrite(context, file, () => WeightFile.Save(context.Model, file, position)))
        {
            _unsaved.Set(file, context.Model, position);
            return;
        }

        _unsaved.Dispose();
        position.Dispose();
        Add(file);
        if (_files.Count > KeepLast)
            _output.TryWrite(context, _files[0], DeleteOld);
    }

    private Exception? SaveUnsaved()
    {
        if (_unsaved.File is not { } file)
            return null;
        if (_output.Retry(_unsaved.Write) is { } failure)
            return failure;
        _unsaved.Dispose();
        Add(file);
        return null;
    }

    private void Add(string file)
    {
        _written++;
        _files.Remove(file);
        _files.Add(file);
    }

    private void DeleteOld()
    {
        while (_files.Count > KeepLast)
        {
            RunPath.Delete(_files[0]);
            _files.RemoveAt(0);
        }
    }
}
