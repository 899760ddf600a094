using System.Runtime.CompilerServices;
using Gen.Shared;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// What a callback keeps in a checkpoint: numbers, texts and tensors by key, which come back bit for bit. What was set as one type is read as that
/// type; a key that is not there, or is of another type, is an error that says so.
/// </summary>
public sealed class CheckpointState : IDisposable
{
    private readonly OrderedDictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly string _path;
    private readonly Dictionary<string, Tensor>? _spare;

    /// <summary>An empty one.</summary>
    public CheckpointState()
        : this("", null)
    {
    }

    /// <summary>An empty one that uses the memory of another's tensors again: new memory costs the system more than copying does.</summary>
    /// <param name="spare">What <see cref="Release"/> gave; what is used is taken out.</param>
    internal CheckpointState(Dictionary<string, Tensor> spare)
        : this("", spare)
    {
    }

    private CheckpointState(string path, Dictionary<string, Tensor>? spare) => (_path, _spare) = (path, spare);

    /// <summary>All keys here, those of sections included, in the order in which they were set.</summary>
    public IReadOnlyCollection<string> Keys => _values.Keys;

    internal IEnumerable<KeyValuePair<string, object>> Values => _values;

    /// <summary>Whether something was set under a key.</summary>
    public bool Contains(string key) => _values.ContainsKey(key);

    /// <summary>Keeps a whole number.</summary>
    public void Set(string key, long value) => Put(key, value);

    /// <summary>Keeps a number, exactly: also NaN and infinities.</summary>
    public void Set(string key, double value) => Put(key, value);

    /// <summary>Keeps a truth value.</summary>
    public void Set(string key, bool value) => Put(key, value);

    /// <summary>Keeps a text; null sets nothing.</summary>
    public void Set(string key, string? value)
    {
        if (value is not null)
            Put(key, value);
    }

    /// <summary>Keeps numbers, exactly.</summary>
    public void Set(string key, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Put(key, values.ToArray());
    }

    /// <inheritdoc cref="Set(string, IReadOnlyList{double})"/>
    public void Set(string key, double[] values) => Set(key, (IReadOnlyList<double>)values);

    /// <summary>Keeps a copy of a tensor as it is now; null sets nothing. One on a GPU is read from it.</summary>
    public void Set(string key, Tensor? value)
    {
        if (value is null)
            return;
        using var scope = NewDisposeScope();
        using var normal = inference_mode(false);
        using var withoutGradients = no_grad();
        var here = value.detach();
        if (_spare is not null && _spare.Remove(PathOf(key), out var spare))
        {
            if (spare.dtype == here.dtype && spare.shape.AsSpan().SequenceEqual(here.shape))
            {
                spare.copy_(here);
                Put(key, spare);
                return;
            }

            spare.Dispose();
        }

        // The original goes on changing while the copy is written.
        Put(key, (here.device_type == DeviceType.CPU ? here.clone() : here.cpu()).contiguous().DetachFromDisposeScope());
    }

    /// <summary>A whole number.</summary>
    /// <exception cref="TrainingException">There is none of that key.</exception>
    public long GetInt64(string key) => Get<long>(key, "whole number");

    /// <summary>A number.</summary>
    /// <exception cref="TrainingException">There is none of that key.</exception>
    public double GetDouble(string key) => Get<double>(key, "number");

    /// <summary>A truth value.</summary>
    /// <exception cref="TrainingException">There is none of that key.</exception>
    public bool GetBoolean(string key) => Get<bool>(key, "truth value");

    /// <summary>A text.</summary>
    /// <exception cref="TrainingException">There is none of that key.</exception>
    public string GetString(string key) => Get<string>(key, "text");

    /// <summary>Numbers.</summary>
    /// <exception cref="TrainingException">There are none of that key.</exception>
    public IReadOnlyList<double> GetDoubles(string key) => Get<double[]>(key, "list of numbers");

    /// <summary>A tensor on the processor. It belongs to the state and is freed with it: copy what you keep.</summary>
    /// <exception cref="TrainingException">There is none of that key.</exception>
    public Tensor GetTensor(string key) => Get<Tensor>(key, "tensor");

    /// <summary>A state inside this one, made where it is not there yet; its keys are its own.</summary>
    /// <exception cref="TrainingException">Something else was set under that name.</exception>
    public CheckpointState Section(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!_values.ContainsKey(name))
            Put(name, new CheckpointState(PathOf(name), _spare));
        return Get<CheckpointState>(name, "section");
    }

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        foreach (var value in _values.Values)
            (value as IDisposable)?.Dispose();
        _values.Clear();
    }

    /// <summary>Gives the tensors away, by their paths, and keeps nothing.</summary>
    internal Dictionary<string, Tensor> Release()
    {
        var tensors = AllTensors().ToDictionary(StringComparer.Ordinal);
        Forget();
        return tensors;
    }

    /// <summary>Frees spare memory that nothing was set in.</summary>
    internal void FreeSpare()
    {
        foreach (var tensor in _spare?.Values ?? Enumerable.Empty<Tensor>())
            tensor.Dispose();
        _spare?.Clear();
    }

    internal string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    internal void Put(string key, object value, [CallerArgumentExpression(nameof(key))] string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(key, name);
        if (_values.TryGetValue(key, out var before))
            (before as IDisposable)?.Dispose();
        _values[key] = value;
    }

    /// <summary>All tensors here and in sections, by their path.</summary>
    internal IEnumerable<KeyValuePair<string, Tensor>> AllTensors() => _values.SelectMany(v => v.Value switch
    {
        Tensor tensor => [new KeyValuePair<string, Tensor>(PathOf(v.Key), tensor)],
        CheckpointState section => section.AllTensors(),
        _ => [],
    });

    private void Forget()
    {
        foreach (var section in _values.Values.OfType<CheckpointState>())
            section.Forget();
        _values.Clear();
    }

    private T Get<T>(string key, string what)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (_values.TryGetValue(key, out var value))
            return value is T wanted ? wanted : throw new TrainingException($"the saved '{PathOf(key)}' is no {what}");
        throw new TrainingException($"nothing is saved as '{PathOf(key)}'" + (NearestName.Find(key, _values.Keys) is { } near ? $"; did you mean '{near}'?" : ""));
    }
}
