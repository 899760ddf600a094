using System.ComponentModel;

namespace Gen.Training.Metrics;

/// <summary>
/// A part of the state of a metric. An update stages values, and <see cref="MetricUpdate.Commit"/> adds them to the state. Register it with
/// <see cref="StreamingState"/>'s <c>Add</c>.
/// </summary>
public abstract class Accumulator : IDisposable
{
    private readonly StateTensor[] _tensors;

    private protected Accumulator(int tensors, bool isLarge = false)
    {
        _tensors = new StateTensor[tensors];
        for (var i = 0; i < tensors; i++) _tensors[i] = new StateTensor { IsLarge = isLarge };
    }

    private protected ReadOnlySpan<StateTensor> Tensors => _tensors;

    /// <summary>Disposes the tensors.</summary>
    public void Dispose()
    {
        Rollback();
        Reset();
        GC.SuppressFinalize(this);
    }

    /// <summary>Adds the staged values. Must not fail, because the values were checked when they were staged.</summary>
    internal abstract void Commit();

    /// <summary>Discards the staged values.</summary>
    internal abstract void Rollback();

    internal virtual void Reset()
    {
        foreach (var tensor in _tensors) tensor.Clear();
    }

    /// <summary>Throws if another accumulator of the same type cannot be merged into this one.</summary>
    internal abstract void CheckMerge(Accumulator other);

    /// <summary>Adds the values of another accumulator on the same device, without sharing tensors.</summary>
    internal abstract void Merge(Accumulator other);

    /// <summary>Adds the tensors that have a value and no copy on the host to a list.</summary>
    internal virtual void CollectTensors(List<StateTensor> tensors)
    {
        foreach (var tensor in _tensors)
            if (tensor.Value is not null && tensor.HostCopy is null) tensors.Add(tensor);
    }

    internal virtual void MoveTo(DeviceId device)
    {
        foreach (var tensor in _tensors) tensor.MoveTo(device);
    }

    internal virtual void Write(BinaryWriter writer)
    {
        foreach (var tensor in _tensors) StateFormat.WriteTensor(writer, tensor.Value);
    }

    /// <summary>Reads values that <see cref="Write"/> wrote.</summary>
    /// <returns>An action that replaces the state by these values.</returns>
    internal virtual Action Read(BinaryReader reader)
    {
        var values = new TorchSharp.torch.Tensor?[_tensors.Length];
        for (var i = 0; i < values.Length; i++) values[i] = StateFormat.ReadTensor(reader);
        return () =>
        {
            for (var i = 0; i < values.Length; i++)
            {
                _tensors[i].Clear();
                if (values[i] is { } value) _tensors[i].Replace(value);
            }
        };
    }
}

/// <summary>One accumulator for each iteration of a loop, created on first use.</summary>
/// <param name="create">Creates an accumulator.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Accumulators<T>(Func<T> create) : Accumulator(0) where T : Accumulator
{
    private readonly Dictionary<(long Outer, long Inner), T> _items = [];

    /// <summary>Returns the accumulator of an iteration.</summary>
    public T At(long index) => At(index, long.MinValue);

    /// <summary>Returns the accumulator of an iteration of an inner loop.</summary>
    public T At(long outer, long inner)
    {
        if (!_items.TryGetValue((outer, inner), out var item)) _items.Add((outer, inner), item = create());
        return item;
    }

    internal override void Commit()
    {
        foreach (var item in _items.Values) item.Commit();
    }

    internal override void Rollback()
    {
        foreach (var item in _items.Values) item.Rollback();
    }

    internal override void Reset()
    {
        foreach (var item in _items.Values) item.Reset();
    }

    internal override void CheckMerge(Accumulator other)
    {
        foreach (var (key, item) in ((Accumulators<T>)other)._items)
            if (_items.TryGetValue(key, out var own)) own.CheckMerge(item);
    }

    internal override void Merge(Accumulator other)
    {
        foreach (var ((outer, inner), item) in ((Accumulators<T>)other)._items) At(outer, inner).Merge(item);
    }

    internal override void CollectTensors(List<StateTensor> tensors)
    {
        foreach (var item in _items.Values) item.CollectTensors(tensors);
    }

    internal override void MoveTo(DeviceId device)
    {
        foreach (var item in _items.Values) item.MoveTo(device);
    }

    internal override void Write(BinaryWriter writer)
    {
        writer.Write(_items.Count);
        foreach (var ((outer, inner), item) in _items)
        {
            writer.Write(outer);
            writer.Write(inner);
            item.Write(writer);
        }
    }

    internal override Action Read(BinaryReader reader)
    {
        var count = StateFormat.ReadCount(reader, int.MaxValue, "accumulators");
        Action apply = Reset;
        for (var i = 0; i < count; i++)
        {
            var (outer, inner) = (reader.ReadInt64(), reader.ReadInt64());
            var item = create();
            apply += item.Read(reader);
            apply += () => Put(outer, inner, item);
        }
        return apply;
    }

    private void Put(long outer, long inner, T item) => _items[(outer, inner)] = item;
}
