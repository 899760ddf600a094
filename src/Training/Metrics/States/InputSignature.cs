using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>The names, element types, row shapes and device of the inputs, which must be the same in all updates.</summary>
internal sealed class InputSignature
{
    private Input[]? _inputs;
    private Input[]? _pending;
    private DeviceId? _device;
    private DeviceId _pendingDevice;

    /// <summary>The device of the inputs; null before the first update and after loading.</summary>
    public DeviceId? Device => _device;

    /// <summary>Checks the inputs of an update.</summary>
    /// <returns>The number of rows and the device.</returns>
    public (long Rows, DeviceId Device) Check(ReadOnlySpan<MetricInput> inputs)
    {
        if (inputs.IsEmpty) throw new ArgumentException("An update needs at least one input.");
        _pending = null;
        var rows = -1L;
        var first = default(DeviceId);
        for (var i = 0; i < inputs.Length; i++)
        {
            var (name, tensor) = inputs[i];
            if (tensor is null) throw new ArgumentNullException(name);
            var sizes = tensor.Sizes();
            if (sizes.Length == 0)
                throw new ArgumentException($"{name} has no axes, but its first axis must be the rows of the batch.", name);
            if (i == 0) (rows, first) = (sizes[0], DeviceId.From(tensor));
            if (sizes[0] != rows)
                throw new ArgumentException(
                    $"{inputs[0].Name} has shape {ShapeText.Format(inputs[0].Tensor)} and {name} has shape {ShapeText.Format(sizes)}, but "
                    + $"their first axes, the rows, must be equal.",
                    name
                );
            if (i > 0 && DeviceId.From(tensor) is var device && device != first)
                throw new ArgumentException(
                    $"{inputs[0].Name} is on {first} and {name} on {device}, but all inputs must be on one device.",
                    name
                );
            if (rows == 0)
                continue;
            if (_inputs is null)
                Stage(inputs, i, new Input(name, tensor.dtype, sizes[1..]));
            else
                Compare(i, name, tensor, sizes);
        }
        if (rows > 0 && _inputs is not null && _inputs.Length != inputs.Length)
            throw new ArgumentException($"The update has {inputs.Length} inputs, but must have {_inputs.Length} as earlier updates.");
        if (rows > 0 && _device is { } expected && expected != first)
            throw new ArgumentException(
                $"{inputs[0].Name} is on {first}, but must be on {expected} as in earlier updates.",
                inputs[0].Name
            );
        _pendingDevice = first;
        return (rows, first);
    }

    public void Commit()
    {
        _inputs ??= _pending;
        _device ??= _pendingDevice;
        _pending = null;
    }

    /// <summary>Sets the device of a state that was loaded or moved.</summary>
    public void Bind(DeviceId device) => _device = device;

    public void Reset() => (_inputs, _pending, _device) = (null, null, null);

    /// <summary>Throws if the inputs of another state differ.</summary>
    public void CheckMerge(InputSignature other)
    {
        if (_inputs is null || other._inputs is null)
            return;
        if (_inputs.Length != other._inputs.Length)
            throw new ArgumentException("States with different numbers of inputs cannot be merged.");
        for (var i = 0; i < _inputs.Length; i++)
        {
            if (!_inputs[i].Equals(other._inputs[i]))
                throw new ArgumentException($"States with inputs {_inputs[i]} and {other._inputs[i]} cannot be merged.");
        }
        if (_device is { } mine && other._device is { } theirs && mine != theirs)
            throw new ArgumentException($"States on {mine} and {theirs} cannot be merged.");
    }

    public void Merge(InputSignature other)
    {
        _inputs ??= other._inputs;
        _device ??= other._device;
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
        return () => (_inputs, _pending, _device) = (inputs, null, null);
    }

    private void Stage(ReadOnlySpan<MetricInput> inputs, int position, Input input) =>
        (_pending ??= new Input[inputs.Length])[position] = input;

    private void Compare(int position, string name, Tensor tensor, long[] sizes)
    {
        if (position >= _inputs!.Length) return;
        var before = _inputs[position];
        var type = tensor.dtype;
        if (type != before.Type)
            throw new ArgumentException($"{name} is {type}, but must be {before.Type} as in earlier updates.", name);
        if (!sizes.AsSpan(1).SequenceEqual(before.Sizes))
            throw new ArgumentException(
                $"{name} has shape {ShapeText.Format(sizes)}, but must have shape {ShapeText.FormatBatch(before.Sizes)} as in earlier "
                + $"updates.",
                name
            );
    }

    private readonly record struct Input(string Name, ScalarType Type, long[] Sizes)
    {
        public bool Equals(Input other) => Name == other.Name && Type == other.Type && Sizes.AsSpan().SequenceEqual(other.Sizes);

        public override int GetHashCode() => HashCode.Combine(Name, Type, Sizes.Length);

        public override string ToString() => $"{Name} {ShapeText.FormatBatch(Sizes)} of {Type}";
    }
}

/// <summary>An input of an update.</summary>
/// <param name="Name">The name of the parameter.</param>
/// <param name="Tensor">The tensor. Its first axis is the rows.</param>
public readonly record struct MetricInput(string Name, Tensor Tensor);
