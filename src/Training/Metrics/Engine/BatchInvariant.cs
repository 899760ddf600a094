using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gen.Training.Metrics;

/// <summary>A value of the host, such as a size or an element type, that must be the same in every batch.</summary>
/// <typeparam name="T">A number or an enum.</typeparam>
public sealed class Latched<T> : Accumulator where T : struct
{
    private T? _value;
    private T? _staged;

    /// <summary>No value yet.</summary>
    /// <exception cref="NotSupportedException">T holds references and could not be saved.</exception>
    public Latched()
        : base(0)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) throw new NotSupportedException($"{typeof(T)} cannot be latched: it holds references.");
    }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">No update has set it.</exception>
    public T Value => _value ?? throw new InvalidOperationException("The value is known after the first update only.");

    /// <summary>Stages the value.</summary>
    /// <param name="batch">The update.</param>
    /// <param name="value">The value.</param>
    /// <param name="expression">How the formula writes it, for the message.</param>
    /// <exception cref="ArgumentException">It differs from that of the updates before.</exception>
    public void Set(Batch batch, T value, string expression)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (_value is { } before && !EqualityComparer<T>.Default.Equals(before, value))
            throw new ArgumentException($"{expression} is {value}, in the updates before it was {before}.");
        _staged = value;
    }

    internal override void Commit()
    {
        _value = _staged ?? _value;
        _staged = null;
    }

    internal override void Discard() => _staged = null;

    internal override void Reset() => _value = null;

    internal override void CheckMerge(Accumulator other)
    {
        if (_value is { } mine && ((Latched<T>)other)._value is { } theirs && !EqualityComparer<T>.Default.Equals(mine, theirs))
            throw new ArgumentException($"The states to merge were fed batches with {mine} and {theirs}.");
    }

    internal override void Merge(Accumulator other) => _value ??= ((Latched<T>)other)._value;

    internal override void Write(BinaryWriter writer)
    {
        writer.Write(_value is not null);
        var value = _value.GetValueOrDefault();
        writer.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));
    }

    internal override Action Read(BinaryReader reader)
    {
        var known = reader.ReadBoolean();
        var value = default(T);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(new Span<T>(ref value)));
        return () => _value = known ? value : null;
    }
}
