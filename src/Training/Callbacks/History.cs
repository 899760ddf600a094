using System.Globalization;
using Gen.Training.Charts;

namespace Gen.Training;

/// <summary>The values of every epoch. Every trainer has a history as its first callback, and <c>Fit</c> returns it.</summary>
public sealed class History : Callback
{
    private readonly CallbackOutput _output = new(nameof(History), "charts");
    private readonly Dictionary<string, List<double>> _values = [];
    private readonly List<int> _epochs = [];
    private IReadOnlyList<string> _classNames = [];

    /// <summary>The epochs, from 0, in the order in which they were trained.</summary>
    public IReadOnlyList<int> Epochs => _epochs;

    /// <summary>The keys of the values: <c>loss</c>, <c>accuracy</c>, <c>val_loss</c>, and those of vectors of up to 200 elements:
    /// <c>precision/0</c>, <c>precision/1</c> …</summary>
    public IReadOnlyCollection<string> Keys => _values.Keys;

    /// <summary>The reason why training ended early; null if it did not.</summary>
    public string? StopReason { get; private set; }

    /// <summary>The values of a key over the epochs; NaN where an epoch did not have one. An element of a vector may have the name of its
    /// class in place of its index: <c>precision/cat</c>.</summary>
    /// <exception cref="KeyNotFoundException">Nothing was logged under the key; the message names the nearest.</exception>
    public IReadOnlyList<double> this[string key] =>
        _values.TryGetValue(key, out var values) || _values.TryGetValue(IndexKey(key), out values)
            ? values
            : throw LogKeys.NotFound(key, _values.Keys);

    /// <summary>Creates a chart of values over the epochs, each with its validation value if there is one.</summary>
    /// <param name="keys">The keys, as in <c>Plot("accuracy")</c>. The default value is the loss.</param>
    /// <exception cref="KeyNotFoundException">Nothing was logged under a key; the message names the nearest.</exception>
    public LineChart Plot(params ReadOnlySpan<string> keys)
    {
        if (keys.IsEmpty)
            keys = [LogKeys.Loss];
        var chart = new LineChart { Title = string.Join(", ", keys.ToArray()), XLabel = "epoch" };
        var first = _epochs.Count > 0 ? _epochs[0] + 1 : 1;
        foreach (var key in keys)
        {
            if (_values.ContainsKey(IndexKey(LogKeys.Validation + key)))
                chart.AddPair(key, this[key], LogKeys.Validation + key, this[LogKeys.Validation + key], first);
            else
                chart.Add(key, this[key], first);
        }

        return chart;
    }

    /// <summary>Returns the value of the last epoch.</summary>
    /// <exception cref="KeyNotFoundException">Nothing was logged under the key; the message names the nearest.</exception>
    public double Last(string key) => this[key][^1];

    internal override CallbackOutput? Output => _output;

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _epochs.Add(context.Epoch);
        _classNames = context.ClassNames;
        foreach (var point in LogPoints.Read(context.Logs))
        {
            if (!_values.TryGetValue(point.Name, out var values))
                _values.Add(point.Name, values = []);
            Fill(values, _epochs.Count - 1);
            values.Add(point.Value);
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
            _output.TryWrite(context, "history.svg", () => SaveChart(run));
        else
            TrainingLog.Warn(context, "History wrote no history.svg, because no epoch was completed.");
    }

    // The key with the index of a class in place of its name.
    private string IndexKey(string key)
    {
        for (var i = 0; i < _classNames.Count; i++)
        {
            if (key.EndsWith($"/{_classNames[i]}", StringComparison.Ordinal))
                return string.Create(CultureInfo.InvariantCulture, $"{key.AsSpan(0, key.Length - _classNames[i].Length)}{i}");
        }

        return key;
    }

    // A canceled epoch has no validation values.
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

    private void SaveChart(Run run)
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
