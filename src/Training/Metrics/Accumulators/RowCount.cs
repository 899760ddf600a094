using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>The rows of a state: all that were seen, and their weights' sum.</summary>
internal sealed class RowCount() : Accumulator(2)
{
    private long _unweighted;
    private long _staged;
    private bool _stagedWeighted;
    private Tensor? _stagedWeight;
    private ScalarType? _stagedFraction;

    /// <summary>Rows, whatever their weights.</summary>
    public long Seen { get; private set; }

    /// <summary>The widest type of the fractional weights so far.</summary>
    public ScalarType? FractionType { get; private set; }

    /// <summary>The rows, each counted with its weight. Reads the state: only during a computation.</summary>
    public RowTotal Total
    {
        get
        {
            var whole = _unweighted + (Whole.Value is null ? 0 : Whole.Host.ToInt64());
            return Fractions.Value is null ? new RowTotal(whole) : new RowTotal(whole + Fractions.Host.ToDouble());
        }
    }

    private StateTensor Whole => Tensors[0];

    private StateTensor Fractions => Tensors[1];

    public void Stage(Batch batch)
    {
        _staged = batch.Rows;
        _stagedWeighted = batch.Weight is not null;
        _stagedWeight = batch.Weight?.sum();
        _stagedFraction = batch.FractionType;
    }

    internal override void Commit()
    {
        Seen += _staged;
        if (!_stagedWeighted) _unweighted += _staged;
        if (_stagedWeight is not null) (_stagedFraction is null ? Whole : Fractions).Add(_stagedWeight);
        if (_stagedFraction is { } type) FractionType = ValueTypes.Wider(FractionType, type);
        Discard();
    }

    internal override void Discard() => (_staged, _stagedWeighted, _stagedWeight, _stagedFraction) = (0, false, null, null);

    internal override void Reset()
    {
        base.Reset();
        (Seen, _unweighted, FractionType) = (0, 0, null);
    }

    internal override void CheckMerge(Accumulator other)
    {
    }

    internal override void Merge(Accumulator other)
    {
        var rows = (RowCount)other;
        Seen += rows.Seen;
        _unweighted += rows._unweighted;
        if (rows.FractionType is { } type) FractionType = ValueTypes.Wider(FractionType, type);
        if (rows.Whole.Value is { } whole) Whole.Add(whole);
        if (rows.Fractions.Value is { } fractions) Fractions.Add(fractions);
    }

    internal override void Write(BinaryWriter writer)
    {
        writer.Write(Seen);
        writer.Write(_unweighted);
        StateFormat.WriteOptionalType(writer, FractionType);
        base.Write(writer);
    }

    internal override Action Read(BinaryReader reader)
    {
        var seen = reader.ReadInt64();
        var unweighted = reader.ReadInt64();
        var type = StateFormat.ReadOptionalType(reader);
        var tensors = base.Read(reader);
        return () =>
        {
            (Seen, _unweighted, FractionType) = (seen, unweighted, type);
            tensors();
        };
    }
}
