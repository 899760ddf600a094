using System.Runtime.CompilerServices;
using Gen.Shared;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// The state of a callback in a checkpoint: numbers, strings and tensors by key, restored bit for bit. A value is read with the type with
/// which it was set. Reading a missing key, or one of another type, is an error.
/// </summary>
public sealed class CheckpointState : IDisposable
{
    private readonly OrderedDictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly string _path;
    private readonly Dictionary<string, Tensor>? _spare;

    /// <summary>Creates an empty state.</summary>
    public CheckpointState()
        : this("", null)
    {
    }

    /// <summary>Creates an empty state that reuses the memory of released tensors: allocating memory costs more than copying.</summary>
    /// <param name="spare">The tensors of <see cref="Release"/>. Those that are reused are removed.</param>
    internal CheckpointState(Dictionary<string, Tensor> spare)
        : this("", spare)
    {
    }

    private CheckpointState(string path, Dictionary<string, Tensor>? spare) => (_path, _spare) = (path, spare);

    /// <summary>The keys, including those of sections, in the order they were set.</summary>
    public IReadOnlyCollection<string> Keys => _values.Keys;

    internal IEnumerable<KeyValuePair<string, object>> Values => _values;

    /// <summary>Returns whether a key was set.</summary>
    public bool Contains(string key) => _values.ContainsKey(key);

    /// <summary>Sets an integer.</summary>
    public void Set(string key, long value) => Put(key, value);

    /// <summary>Sets a floating-point number, which is saved exactly, including NaN and infinities.</summary>
    public void Set(string key, double value) => Put(key, value);

    /// <summary>Sets a Boolean.</summary>
    public void Set(string key, bool value) => Put(key, value);

    /// <summary>Sets a string. Null sets nothing.</summary>
    public void Set(string key, string? value)
    {
        if (value is not null)
            Put(key, value);
    }

    /// <summary>Sets a list of floating-point numbers, which are saved exactly.</summary>
    public void Set(string key, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Put(key, values.ToArray());
    }

    /// <inheritdoc cref="Set(string, IReadOnlyList{double})"/>
    public void Set(string key, double[] values) => Set(key, (IReadOnlyList<double>)values);

    /// <summary>Sets a copy of a tensor, on the CPU. Null sets nothing.</summary>
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

        // The original changes while the copy is written.
        Put(key, (here.device_type == DeviceType.CPU ? here.clone() : here.cpu()).contiguous().DetachFromDisposeScope());
    }

    /// <summary>Returns an integer.</summary>
    /// <exception cref="TrainingException">The key was not set, or with another type.</exception>
    public long GetInt64(string key) => Get<long>(key, "an integer");

    /// <summary>Returns a floating-point number.</summary>
    /// <exception cref="TrainingException">The key was not set, or with another type.</exception>
    public double GetDouble(string key) => Get<double>(key, "a floating-point number");

    /// <summary>Returns a Boolean.</summary>
    /// <exception cref="TrainingException">The key was not set, or with another type.</exception>
    public bool GetBoolean(string key) => Get<bool>(key, "a Boolean");

    /// <summary>Returns a string.</summary>
    /// <exception cref="TrainingException">The key was not set, or with another type.</exception>
    public string GetString(string key) => Get<string>(key, "a string");

    /// <summary>Returns a list of floating-point numbers.</summary>
    /// <exception cref="TrainingException">The key was not set, or with another type.</exception>
    public IReadOnlyList<double> GetDoubles(string key) => Get<double[]>(key, "a list of numbers");

    /// <summary>Returns a tensor on the CPU. The state owns it and disposes it: clone it to keep it.</summary>
    /// <exception cref="TrainingException">The key was not set, or with another type.</exception>
    public Tensor GetTensor(string key) => Get<Tensor>(key, "a tensor");

    /// <summary>Returns a section, which has its own keys. It is created if missing.</summary>
    /// <exception cref="TrainingException">The name was set to a value.</exception>
    public CheckpointState Section(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!_values.ContainsKey(name))
            Put(name, new CheckpointState(PathOf(name), _spare));
        return Get<CheckpointState>(name, "section");
    }

    /// <summary>Disposes the tensors.</summary>
    public void Dispose()
    {
        foreach (var value in _values.Values)
            (value as IDisposable)?.Dispose();
        _values.Clear();
    }

    /// <summary>Releases the tensors to the caller, by path, and clears the state.</summary>
    internal Dictionary<string, Tensor> Release()
    {
        var tensors = AllTensors().ToDictionary(StringComparer.Ordinal);
        Forget();
        return tensors;
    }

    /// <summary>Disposes spare tensors that were not reused.</summary>
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

    /// <summary>Returns all tensors, including those of sections, by path.</summary>
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
            return value is T wanted ? wanted : throw new TrainingException($"'{PathOf(key)}' in the checkpoint is not {what}.");
        throw new TrainingException($"'{PathOf(key)}' is not in the checkpoint.{NearestName.Hint(key, _values.Keys)}");
    }
}
