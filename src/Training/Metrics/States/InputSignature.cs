using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>What the inputs of all updates have in common: names, element types, sizes but for the rows, and the device.</summary>
internal sealed class InputLatch
{
    private Input[]? _inputs;
    private Input[]? _pending;
    private Place? _place;
    private Place _pendingPlace;

    /// <summary>The device of the inputs; null before the first update and after loading.</summary>
    public Place? Place => _place;

    /// <summary>Checks the inputs of one update.</summary>
    /// <returns>Their rows, and their device.</returns>
    public (long Rows, Place Place) Check(ReadOnlySpan<BatchInput> inputs)
    {
        if (inputs.IsEmpty) throw new ArgumentException("An update needs at least one batch tensor.");
        _pending = null;
        var rows = -1L;
        var first = default(Place);
        for (var i = 0; i < inputs.Length; i++)
        {
            var (name, tensor) = inputs[i];
            if (tensor is null) throw new ArgumentNullException(name);
            var sizes = tensor.Sizes();
            if (sizes.Length == 0)
                throw new ArgumentException($"{name} has no axes; its first axis must be the rows of the batch.", name);
            if (i == 0) (rows, first) = (sizes[0], Metrics.Place.Of(tensor));
            if (sizes[0] != rows)
                throw new ArgumentException(
                    $"{inputs[0].Name} is {ShapeText.Of(inputs[0].Tensor)} and {name} is {ShapeText.Of(sizes)}: the first axis, the rows, must be equal.", name);
            if (i > 0 && Metrics.Place.Of(tensor) is var place && place != first)
                throw new ArgumentException($"{inputs[0].Name} is on {first} and {name} on {place}: all inputs must be on one device.", name);
            if (rows == 0) continue;
            if (_inputs is null)
                Stage(inputs, i, new Input(name, tensor.dtype, sizes[1..]));
            else
                Compare(i, name, tensor, sizes);
        }
        if (rows > 0 && _inputs is not null && _inputs.Length != inputs.Length)
            throw new ArgumentException($"This update has {inputs.Length} inputs, the ones before had {_inputs.Length}.");
        if (rows > 0 && _place is { } latched && latched != first)
            throw new ArgumentException($"{inputs[0].Name} is on {first}, in the updates before it was on {latched}.", inputs[0].Name);
        _pendingPlace = first;
        return (rows, first);
    }

    public void Commit()
    {
        _inputs ??= _pending;
        _place ??= _pendingPlace;
        _pending = null;
    }

    /// <summary>Binds a state that was loaded to the device that it now lives on.</summary>
    public void Bind(Place place) => _place = place;

    public void Reset() => (_inputs, _pending, _place) = (null, null, null);

    /// <summary>Why the other's inputs cannot have fed the same state; null if they can.</summary>
    public void CheckMerge(InputLatch other)
    {
        if (_inputs is null || other._inputs is null) return;
        if (_inputs.Length != other._inputs.Length) throw new ArgumentException("The states to merge were fed different numbers of inputs.");
        for (var i = 0; i < _inputs.Length; i++)
        {
            if (!_inputs[i].Equals(other._inputs[i]))
                throw new ArgumentException($"The states to merge were fed {_inputs[i]} and {other._inputs[i]}.");
        }
        if (_place is { } mine && other._place is { } theirs && mine != theirs)
            throw new ArgumentException($"The states to merge are on {mine} and {theirs}.");
    }

    public void Merge(InputLatch other)
    {
        _inputs ??= other._inputs;
        _place ??= other._place;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_inputs?.Length ?? 0);
        foreach (var input in _inputs ?? [])
        {
            writer.Write(input.Name);
            writer.Write((sbyte)input.Type);
            StateFormat.WriteSizes(writer, input.Sizes);
        }
    }

    public Action Read(BinaryReader reader)
    {
        var count = StateFormat.ReadCount(reader, 1 << 16, "inputs");
        var inputs = count == 0 ? null : new Input[count];
        for (var i = 0; i < count; i++)
            inputs![i] = new Input(reader.ReadString(), StateFormat.ReadType(reader), StateFormat.ReadSizes(reader));
        return () => (_inputs, _pending, _place) = (inputs, null, null);
    }

    private void Stage(ReadOnlySpan<BatchInput> inputs, int position, Input input) => (_pending ??= new Input[inputs.Length])[position] = input;

    private void Compare(int position, string name, Tensor tensor, long[] sizes)
    {
        if (position >= _inputs!.Length) return;
        var before = _inputs[position];
        var type = tensor.dtype;
        if (type != before.Type)
            throw new ArgumentException($"{name} is {type}, in the updates before it was {before.Type}.", name);
        if (!sizes.AsSpan(1).SequenceEqual(before.Sizes))
            throw new ArgumentException($"{name} is {ShapeText.Of(sizes)}, in the updates before it was {ShapeText.Rows(before.Sizes)}.", name);
    }

    private readonly record struct Input(string Name, ScalarType Type, long[] Sizes)
    {
        public bool Equals(Input other) => Name == other.Name && Type == other.Type && Sizes.AsSpan().SequenceEqual(other.Sizes);

        public override int GetHashCode() => HashCode.Combine(Name, Type, Sizes.Length);

        public override string ToString() => $"{Name} {ShapeText.Rows(Sizes)} of {Type}";
    }
}

/// <summary>A batch tensor and what messages call it.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Tensor">The tensor; its first axis is the rows.</param>
public readonly record struct BatchInput(string Name, Tensor Tensor);
