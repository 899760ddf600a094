namespace Gen.Training.Metrics;

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
