using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gen.Training.Metrics;

/// <summary>A value on the host that must be the same in each batch, such as a size or an element type.</summary>
/// <typeparam name="T">A numeric type or an enum.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BatchInvariant<T> : Accumulator where T : struct
{
    private T? _value;
    private T? _staged;

    /// <summary>Initializes an accumulator without a value.</summary>
    /// <exception cref="NotSupportedException">The type contains references, which cannot be saved.</exception>
    public BatchInvariant()
        : base(0)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            throw new NotSupportedException($"{typeof(T)} contains references, but a batch invariant must not.");
    }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">No update has set the value.</exception>
    public T Value => _value ?? throw new InvalidOperationException("The value is not available before the first update.");

    /// <summary>Stages the value.</summary>
    /// <param name="update">The update.</param>
    /// <param name="value">The value.</param>
    /// <param name="expression">The expression in the formula, for messages.</param>
    /// <exception cref="ArgumentException">The value differs from earlier updates.</exception>
    public void Set(MetricUpdate update, T value, string expression)
    {
        ArgumentNullException.ThrowIfNull(update);
        if (_value is { } before && !EqualityComparer<T>.Default.Equals(before, value))
            throw new ArgumentException($"{expression} is {value}, but must be {before} as in earlier updates.");
        _staged = value;
    }

    internal override void Commit()
    {
        _value = _staged ?? _value;
        _staged = null;
    }

    internal override void Rollback() => _staged = null;

    internal override void Reset() => _value = null;

    internal override void CheckMerge(Accumulator other)
    {
        if (_value is { } mine && ((BatchInvariant<T>)other)._value is { } theirs && !EqualityComparer<T>.Default.Equals(mine, theirs))
            throw new ArgumentException($"States of batches with {mine} and {theirs} cannot be merged.");
    }

    internal override void Merge(Accumulator other) => _value ??= ((BatchInvariant<T>)other)._value;

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
