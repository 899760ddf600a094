using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// One update of a state: a dispose scope without gradients, in which accumulators only stage what they are given. <see cref="Commit"/>
/// makes it count; disposing without it leaves the state as it was. Nothing here waits for a device.
/// </summary>
/// <remarks>The update of a state inside another, made during the other's, counts when the other's does, so that both count or neither.</remarks>
public sealed class Batch : IDisposable
{
    private readonly StreamingState _state;
    private readonly RowWeights _weights;
    private DisposeScope? _scope;
    private IDisposable? _noGrad;
    private Device? _device;
    private Place _place;
    private bool _nested;
    private bool _waits;

    internal Batch(StreamingState state)
    {
        _state = state;
        _weights = new RowWeights(this);
    }

    /// <summary>Whether the batch has no rows: there is nothing to do then.</summary>
    public bool IsEmpty => Rows == 0;

    /// <summary>The batch's rows.</summary>
    public long Rows { get; private set; }

    /// <summary>The device of the inputs.</summary>
    public Device Device => _device ??= _place.Device;

    /// <summary>The weights of the rows, shape [rows]: int64 if they were given as integers or truth values, else float64. Null: all 1.</summary>
    public Tensor? Weight { get; private set; }

    /// <summary>The type of fractional weights as the caller gave them.</summary>
    internal ScalarType? FractionType { get; private set; }

    internal RowWeights Weights => _weights;

    /// <summary>Adds what was staged to the state, and the rows to <see cref="StreamingState.Rows"/>.</summary>
    public void Commit()
    {
        if (_scope is null) throw new InvalidOperationException("The update has ended; begin another.");
        if (IsEmpty) return;
        if (_nested)
            _waits = true;
        else
            Settle();
    }

    /// <summary>Ends the update and frees its tensors. What was not committed is forgotten.</summary>
    public void Dispose()
    {
        if (_scope is null) return;
        if (!_waits) Forget();
        _weights.Clear();
        Weight = null;
        var scope = _scope;
        _scope = null;
        if (!_nested) scope.Dispose();
        _noGrad?.Dispose();
        _noGrad = null;
    }

    internal void Begin(Tensor? weight, ReadOnlySpan<BatchInput> inputs)
    {
        if (_scope is not null) throw new InvalidOperationException("The update before this one was not disposed: write `using var batch = BeginUpdate(…)`.");
        if (_waits) throw new InvalidOperationException($"{_state.GetType().Name} was updated twice in one update of the state around it.");
        var (rows, place) = _state.Inputs.Check(inputs);
        if (weight is not null) RowWeights.Check(weight, rows, place, inputs[0].Name);
        Rows = rows;
        if (place != _place) (_place, _device) = (place, null);

        // What is staged must live until the update around this one ends, so in its scope.
        var outer = _state.Parent?.Batch._scope;
        _nested = outer is not null;
        _scope = outer ?? NewDisposeScope();
        _noGrad = is_grad_enabled() ? no_grad() : null;
        try
        {
            if (rows > 0) Stage(weight);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Keeps a staged tensor to the end of the update, even when it was made in a scope inside.</summary>
    internal Tensor Keep(Tensor staged)
    {
        if (!ReferenceEquals(CurrentDisposeScope, _scope)) staged.MoveToOtherDisposeScope(_scope);
        return staged;
    }

    private void Settle()
    {
        foreach (var child in _state.Children)
            if (child.Batch._waits) child.Batch.Settle();
        foreach (var accumulator in _state.Accumulators) accumulator.Commit();
        _state.Inputs.Commit();
        _waits = false;
    }

    private void Forget()
    {
        foreach (var child in _state.Children)
            if (child.Batch._waits) child.Batch.Forget();
        foreach (var accumulator in _state.Accumulators) accumulator.Discard();
        _waits = false;
    }

    private void Stage(Tensor? weight)
    {
        // A state that was loaded from a file is on the processor until its first update.
        if (_state.Inputs.Place is null && _state.Rows > 0) _state.MoveTo(_place);
        FractionType = null;
        if (weight is not null)
        {
            var type = weight.dtype;
            if (is_floating_point(type)) FractionType = type;
            Weight = weight.to_type(FractionType is null ? ScalarType.Int64 : ScalarType.Float64);
        }
        _state.RowCount.Stage(this);
    }
}

/// <summary>The weights of a batch, laid along the batch axis of a value.</summary>
internal sealed class RowWeights(Batch batch)
{
    // The last layout asked for: most values of a batch share one.
    private long _size = -1;
    private int _trailing = -1;
    private Tensor? _weight;
    private Tensor? _dropped;

    public static void Check(Tensor weight, long rows, Place place, string input)
    {
        var sizes = weight.Sizes();
        if (sizes.Length != 1 || sizes[0] != rows)
            throw new ArgumentException($"weight is {ShapeText.Of(sizes)}, but must be [{rows}]: one number per row of {input}.", nameof(weight));
        if (Place.Of(weight) is var own && own != place)
            throw new ArgumentException($"weight is on {own} and {input} on {place}: both must be on one device.", nameof(weight));
        if (is_complex(weight.dtype)) throw new ArgumentException("weight is complex, but must be real or bool.", nameof(weight));
    }

    /// <summary>Weights that broadcast against a value, and where they are 0.</summary>
    /// <param name="size">The value's size along the batch axis: the rows, or a multiple for several items per row.</param>
    /// <param name="axis">The batch axis.</param>
    /// <param name="rank">The value's number of axes.</param>
    public (Tensor Weight, Tensor Dropped) Along(long size, int axis, int rank)
    {
        var trailing = rank - axis - 1;
        if (size != _size || trailing != _trailing || _weight is null || _dropped is null)
        {
            var items = size / batch.Rows;
            var weight = batch.Weight!;
            if (items != 1) weight = weight.unsqueeze(1).expand(batch.Rows, items).reshape(size);
            if (trailing > 0)
            {
                var shape = new long[trailing + 1];
                Array.Fill(shape, 1);
                shape[0] = size;
                weight = weight.reshape(shape);
            }
            (_size, _trailing) = (size, trailing);
            _weight = weight;
            _dropped = batch.Keep(weight.eq(0));
            if (!ReferenceEquals(weight, batch.Weight)) batch.Keep(weight);
        }
        return (_weight, _dropped);
    }

    public void Clear() => (_size, _trailing, _weight, _dropped) = (-1, -1, null, null);
}
