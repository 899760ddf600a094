namespace Gen.Training.Metrics;

/// <summary>A number of elements, such as <c>numel()</c> of a row-wise value: so many per row, each row counted with its weight. Kept on the host.</summary>
public sealed class ElementCount : Accumulator
{
    private long _perRow = -1;
    private long _staged = -1;

    /// <summary>Nothing counted.</summary>
    public ElementCount()
        : base(0)
    {
    }

    /// <summary>Stages the elements of a batch.</summary>
    /// <param name="batch">The update.</param>
    /// <param name="elements">Elements in the whole batch: as many for each row, and in every update.</param>
    /// <exception cref="ArgumentException">Not so.</exception>
    public void Add(Batch batch, long elements)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var perRow = elements / batch.Rows;
        if (elements < 0 || perRow * batch.Rows != elements)
            throw new ArgumentException($"{elements} elements are not as many for each of the batch's {batch.Rows} rows.", nameof(elements));
        if (_perRow >= 0 && perRow != _perRow)
            throw new ArgumentException($"A row has {perRow} elements, in the updates before it had {_perRow}.", nameof(elements));
        _staged = perRow;
    }

    /// <summary>The elements of all rows.</summary>
    /// <exception cref="InvalidOperationException">No update has added anything.</exception>
    public RowTotal Total(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return _perRow >= 0 ? reading.Rows.Times(_perRow) : throw new InvalidOperationException("Nothing was added to this accumulator in any update, so it has no value.");
    }

    internal override void Commit()
    {
        if (_staged >= 0) _perRow = _staged;
        _staged = -1;
    }

    internal override void Discard() => _staged = -1;

    internal override void Reset() => _perRow = -1;

    internal override void CheckMerge(Accumulator other)
    {
        var perRow = ((ElementCount)other)._perRow;
        if (_perRow >= 0 && perRow >= 0 && _perRow != perRow)
            throw new ArgumentException($"The states to merge have {_perRow} and {perRow} elements per row.");
    }

    internal override void Merge(Accumulator other) => _perRow = Math.Max(_perRow, ((ElementCount)other)._perRow);

    internal override void Write(BinaryWriter writer) => writer.Write(_perRow);

    internal override Action Read(BinaryReader reader)
    {
        var perRow = reader.ReadInt64();
        return () => _perRow = perRow;
    }
}
