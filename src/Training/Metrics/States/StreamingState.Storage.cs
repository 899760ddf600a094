using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

// Merging, saving, loading and moving.
public abstract partial class StreamingState
{
    /// <summary>Adds the rows of another state, as if this state had been updated with them. The other state is not changed.</summary>
    /// <exception cref="ArgumentException">
    /// The other state has another type, configuration or device, or its inputs have other shapes or types. Nothing is merged.
    /// </exception>
    public void MergeFrom(StreamingState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ThrowIfDisposed();
        other.ThrowIfDisposed();
        CheckMerge(other);
        using var scope = NewDisposeScope();
        using var noGraph = no_grad();
        Merge(other);
    }

    /// <summary>Writes the state in a format that <see cref="Load"/> reads. A state on a GPU is copied to the CPU first.</summary>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ThrowIfDisposed();
        StateFile.Write(writer, Write);
    }

    /// <summary>Replaces the state by a state that <see cref="Save"/> wrote. It is on the CPU until the next update.</summary>
    /// <exception cref="InvalidDataException">
    /// The data is not a saved state, is corrupt, or has another version, type or configuration. The state is not changed.
    /// </exception>
    public void Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ThrowIfDisposed();
        using var contents = StateFile.Read(reader);
        using var scope = NewDisposeScope();
        Action apply;
        try
        {
            apply = Read(contents);
        }
        catch (EndOfStreamException)
        {
            throw new InvalidDataException($"The saved state does not fit {GetType().FullName}: another version of the class saved it.");
        }
        if (contents.BaseStream.Position != contents.BaseStream.Length)
            throw new InvalidDataException($"The saved state does not fit {GetType().FullName}: another version of the class saved it.");
        apply();
    }

    internal void MoveTo(DeviceId device)
    {
        foreach (var accumulator in _accumulators) accumulator.MoveTo(device);
        _inputs.Bind(device);
    }

    internal void CollectTensors(List<StateTensor> tensors)
    {
        foreach (var accumulator in _accumulators) accumulator.CollectTensors(tensors);
        foreach (var child in _children) child.CollectTensors(tensors);
    }

    private void CheckMerge(StreamingState other)
    {
        if (ReferenceEquals(this, other)) throw new ArgumentException("A state cannot be merged into itself.");
        if (other.GetType() != GetType())
            throw new ArgumentException($"A {other.GetType().FullName} cannot be merged into a {GetType().FullName}.");
        if (other.Configuration != Configuration)
            throw new ArgumentException($"States with the configurations '{Configuration}' and '{other.Configuration}' cannot be merged.");
        if (other._accumulators.Count != _accumulators.Count || other._children.Count != _children.Count)
            throw new ArgumentException(
                $"States with different accumulators cannot be merged: {GetType().FullName} must register the same ones in each "
                + $"constructor."
            );
        _inputs.CheckMerge(other._inputs);
        for (var i = 0; i < _accumulators.Count; i++)
        {
            if (_accumulators[i].GetType() != other._accumulators[i].GetType())
                throw new ArgumentException(
                    $"States with different accumulators cannot be merged: {GetType().FullName} must register the same ones in each "
                    + $"constructor."
                );
            _accumulators[i].CheckMerge(other._accumulators[i]);
        }
        for (var i = 0; i < _children.Count; i++) _children[i].CheckMerge(other._children[i]);
    }

    private void Merge(StreamingState other)
    {
        for (var i = 0; i < _children.Count; i++) _children[i].Merge(other._children[i]);
        if (other.Rows == 0) return;

        // One of the two may have been loaded, and still be on the CPU.
        if (_inputs.Device is null && Rows > 0 && other._inputs.Device is { } device) MoveTo(device);
        if (other._inputs.Device is null && _inputs.Device is { } own && own != DeviceId.Cpu) other.MoveTo(own);
        for (var i = 0; i < _accumulators.Count; i++) _accumulators[i].Merge(other._accumulators[i]);
        _inputs.Merge(other._inputs);
    }

    private void Write(BinaryWriter writer)
    {
        writer.Write(GetType().FullName ?? GetType().Name);
        writer.Write(Configuration);
        _inputs.Write(writer);
        writer.Write(_accumulators.Count);
        foreach (var accumulator in _accumulators)
        {
            writer.Write(accumulator.GetType().Name);
            accumulator.Write(writer);
        }
        writer.Write(_children.Count);
        foreach (var child in _children) child.Write(writer);
    }

    private Action Read(BinaryReader reader)
    {
        var type = reader.ReadString();
        if (type != GetType().FullName) throw new InvalidDataException($"The data is a saved {type}, but must be a {GetType().FullName}.");
        var configuration = reader.ReadString();
        if (configuration != Configuration)
            throw new InvalidDataException(
                $"The state was saved with the configuration '{configuration}', but must have '{Configuration}'."
            );
        var apply = _inputs.Read(reader);
        if (reader.ReadInt32() != _accumulators.Count)
            throw new InvalidDataException($"The saved state does not fit {GetType().FullName}: another version of the class saved it.");
        foreach (var accumulator in _accumulators)
        {
            if (reader.ReadString() != accumulator.GetType().Name)
                throw new InvalidDataException(
                    $"The saved state does not fit {GetType().FullName}: another version of the class saved it."
                );
            apply += accumulator.Read(reader);
        }
        if (reader.ReadInt32() != _children.Count)
            throw new InvalidDataException($"The saved state does not fit {GetType().FullName}: another version of the class saved it.");
        foreach (var child in _children) apply += child.Read(reader);
        return apply;
    }

    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);
}
