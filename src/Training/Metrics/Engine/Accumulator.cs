
namespace Gen.Training.Metrics;

/// <summary>
/// One thing that a state remembers. During an update it stages what it is given; the update's <see cref="Batch.Commit"/> adds it to what
/// came before. Register it with <see cref="StreamingState"/>'s <c>Add</c>.
/// </summary>
public abstract class Accumulator : IDisposable
{
    private readonly StateTensor[] _tensors;

    private protected Accumulator(int tensors, bool bulky = false)
    {
        _tensors = new StateTensor[tensors];
        for (var i = 0; i < tensors; i++) _tensors[i] = new StateTensor { Bulky = bulky };
    }

    private protected ReadOnlySpan<StateTensor> Tensors => _tensors;

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        Discard();
        Reset();
        GC.SuppressFinalize(this);
    }

    /// <summary>Adds what was staged. Must not fail: everything was checked when it was staged.</summary>
    internal abstract void Commit();

    /// <summary>Forgets what was staged.</summary>
    internal abstract void Discard();

    internal virtual void Reset()
    {
        foreach (var tensor in _tensors) tensor.Clear();
    }

    /// <summary>Throws if the other, of the same type, cannot be merged into this.</summary>
    internal abstract void CheckMerge(Accumulator other);

    /// <summary>Adds the other's rows; shares no tensor with it. Both are on one device.</summary>
    internal abstract void Merge(Accumulator other);

    /// <summary>Adds the tensors that have a value and no copy on the processor yet.</summary>
    internal virtual void CollectTensors(List<StateTensor> tensors)
    {
        foreach (var tensor in _tensors)
            if (tensor.Value is not null && tensor.Copy is null) tensors.Add(tensor);
    }

    internal virtual void MoveTo(Place place)
    {
        foreach (var tensor in _tensors) tensor.MoveTo(place);
    }

    internal virtual void Write(BinaryWriter writer)
    {
        foreach (var tensor in _tensors) StateFormat.WriteTensor(writer, tensor.Value);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <returns>What makes it the state; until then nothing has changed.</returns>
    internal virtual Action Read(BinaryReader reader)
    {
        var values = new TorchSharp.torch.Tensor?[_tensors.Length];
        for (var i = 0; i < values.Length; i++) values[i] = StateFormat.ReadTensor(reader);
        return () =>
        {
            for (var i = 0; i < values.Length; i++)
            {
                _tensors[i].Clear();
                if (values[i] is { } value) _tensors[i].Own(value);
            }
        };
    }
}

/// <summary>An accumulator per iteration of a loop, made when first asked for.</summary>
/// <param name="create">Makes one.</param>
public sealed class Accumulators<T>(Func<T> create) : Accumulator(0) where T : Accumulator
{
    private readonly Dictionary<(long Outer, long Inner), T> _items = [];

    /// <summary>The accumulator of an iteration.</summary>
    public T At(long index) => At(index, long.MinValue);

    /// <summary>The accumulator of an iteration of an inner loop.</summary>
    public T At(long outer, long inner)
    {
        if (!_items.TryGetValue((outer, inner), out var item)) _items.Add((outer, inner), item = create());
        return item;
    }

    internal override void Commit()
    {
        foreach (var item in _items.Values) item.Commit();
    }

    internal override void Discard()
    {
        foreach (var item in _items.Values) item.Discard();
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

    internal override void MoveTo(Place place)
    {
        foreach (var item in _items.Values) item.MoveTo(place);
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
