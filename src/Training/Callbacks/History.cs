using Gen.Shared;
using Gen.Training.Charts;

namespace Gen.Training;

/// <summary>The values of every epoch of a fit. Every trainer has one, and <c>Fit</c> gives it.</summary>
public sealed class History : Callback
{
    private readonly Dictionary<string, List<double>> _values = [];
    private readonly List<int> _epochs = [];

    /// <summary>The epochs, from 0, in the order in which they were trained.</summary>
    public IReadOnlyList<int> Epochs => _epochs;

    /// <summary>Keys of the values: <c>loss</c>, <c>accuracy</c>, <c>val_loss</c> …</summary>
    public IReadOnlyCollection<string> Keys => _values.Keys;

    /// <summary>Why training ended before its last epoch; null if it did not.</summary>
    public string? StopReason { get; private set; }

    /// <summary>A value's course over the epochs; NaN where an epoch did not have it.</summary>
    /// <exception cref="KeyNotFoundException">Nothing of that name was logged; the message names the nearest.</exception>
    public IReadOnlyList<double> this[string key] => _values.TryGetValue(key, out var values)
        ? values
        : throw new KeyNotFoundException($"no value is logged as '{key}'" + (NearestName.Find(key, _values.Keys) is { } near
            ? $"; did you mean '{near}'?"
            : $"; there are {string.Join(", ", _values.Keys)}"));

    /// <summary>A chart of values over the epochs, each with its validation beside it where there was one.</summary>
    /// <param name="keys">Which ones, as in <c>Plot("accuracy")</c>; none: the loss.</param>
    /// <exception cref="KeyNotFoundException">Nothing of a name was logged; the message names the nearest.</exception>
    public LineChart Plot(params ReadOnlySpan<string> keys)
    {
        if (keys.IsEmpty)
            keys = [LogKeys.Loss];
        var chart = new LineChart { Title = string.Join(", ", keys.ToArray()), XLabel = "epoch" };
        var first = _epochs.Count > 0 ? _epochs[0] + 1 : 1;
        foreach (var key in keys)
        {
            if (_values.ContainsKey(LogKeys.Validation + key))
                chart.AddPair(key, this[key], LogKeys.Validation + key, this[LogKeys.Validation + key], first);
            else
                chart.Add(key, this[key], first);
        }

        return chart;
    }

    /// <summary>The value after the last epoch.</summary>
    /// <exception cref="KeyNotFoundException">Nothing of that name was logged.</exception>
    public double Last(string key) => this[key][^1];

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _epochs.Add(context.Epoch);
        foreach (var (key, value) in context.Logs)
        {
            if (!_values.TryGetValue(key, out var values))
                _values.Add(key, values = []);
            Fill(values, _epochs.Count - 1);
            values.Add(value);
        }

        foreach (var values in _values.Values)
            Fill(values, _epochs.Count);
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        StopReason = context.StopReason;
        if (context.Run is not { } run)
            return;
        if (_epochs.Count > 0)
            Keep(run);
        else
            TrainingLog.Warn(context, "History drew no history.svg: no epoch was trained");
    }

    // Of an epoch that lacks a value, as one that was cut short lacks those of the validation.
    private static void Fill(List<double> values, int count)
    {
        while (values.Count < count)
            values.Add(double.NaN);
    }

    /// <inheritdoc/>
    public override void SaveState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Set("epochs", _epochs.ConvertAll(e => (double)e));
        foreach (var (key, values) in _values)
            state.Section("values").Set(key, values);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _epochs.Clear();
        _values.Clear();
        _epochs.AddRange(state.GetDoubles("epochs").Select(e => (int)e));
        foreach (var key in state.Section("values").Keys)
            _values.Add(key, [.. state.Section("values").GetDoubles(key)]);
    }

    // The course of the loss is what everyone looks at first: it lies in the run's folder as a picture.
    private void Keep(Run run)
    {
        var folder = Directory.CreateTempSubdirectory("gen-history-");
        try
        {
            var file = Path.Combine(folder.FullName, "history.svg");
            Plot().Save(file);
            run.AddArtifact(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
