using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// An update of a metric's state with a batch: a dispose scope without gradients in which accumulators stage values. <see cref="Commit"/>
/// adds them to the state; disposing without it leaves the state unchanged. An update never synchronizes with the device.
/// </summary>
/// <remarks>An update of a nested state is committed with the update of the outer state, so that both are added or neither.</remarks>
public sealed class MetricUpdate : IDisposable
{
    private readonly StreamingState _state;
    private readonly RowWeights _weights;
    private DisposeScope? _scope;
    private IDisposable? _noGrad;
    private Device? _device;
    private DeviceId _deviceId;
    private bool _isNested;
    private bool _pendingCommit;

    internal MetricUpdate(StreamingState state)
    {
        _state = state;
        _weights = new RowWeights(this);
    }

    /// <summary>Whether the batch has no rows, so that there is nothing to update.</summary>
    public bool IsEmpty => Rows == 0;

    /// <summary>The number of rows in the batch.</summary>
    public long Rows { get; private set; }

    /// <summary>The device of the inputs.</summary>
    public Device Device => _device ??= _deviceId.Device;

    /// <summary>The weights of the rows, shape [rows]: int64 if they were given as integers or bools, otherwise float64; null if all are
    /// 1.</summary>
    public Tensor? Weight { get; private set; }

    /// <summary>The original type of fractional weights; null if the weights are whole.</summary>
    internal ScalarType? FractionType { get; private set; }

    internal RowWeights Weights => _weights;

    /// <summary>Adds the staged values to the state, and the rows to <see cref="StreamingState.Rows"/>.</summary>
    public void Commit()
    {
        if (_scope is null) throw new InvalidOperationException("The update has ended. Begin another one.");
        if (IsEmpty) return;
        if (_isNested)
            _pendingCommit = true;
        else
            CommitStaged();
    }

    /// <summary>Ends the update, disposes its tensors and discards values that were not committed.</summary>
    public void Dispose()
    {
        if (_scope is null) return;
        if (!_pendingCommit) Rollback();
        _weights.Clear();
        Weight = null;
        var scope = _scope;
        _scope = null;
        if (!_isNested) scope.Dispose();
        _noGrad?.Dispose();
        _noGrad = null;
    }

    /// <summary>
    /// Replaces what rows of weight 0 hold by zeros, so that nothing can fail at it: a label that is none of the classes, or NaN.
    /// </summary>
    /// <param name="batch">An input of the update, shape [rows, …].</param>
    /// <returns>The input itself if no weights were given.</returns>
    public Tensor WithoutDropped(Tensor batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Weight is null ? batch : batch.masked_fill(_weights.Along(Rows, 0, (int)batch.Dimensions).Dropped, 0);
    }

    internal void Begin(Tensor? weight, ReadOnlySpan<MetricInput> inputs)
    {
        if (_scope is not null)
            throw new InvalidOperationException("The previous update was not disposed. Write `using var update = BeginUpdate(…)`.");
        if (_pendingCommit)
            throw new InvalidOperationException($"{_state.GetType().Name} was updated twice in one update of its outer state.");
        var (rows, device) = _state.Inputs.Check(inputs);
        if (weight is not null) RowWeights.Check(weight, rows, device, inputs[0].Name);
        Rows = rows;
        if (device != _deviceId) (_deviceId, _device) = (device, null);

        // Staged tensors must live until the outer update ends, so they belong to its scope.
        var outer = _state.Parent?.CurrentUpdate._scope;
        _isNested = outer is not null;
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

    /// <summary>Keeps a staged tensor until the update ends, even if it was created in an inner scope.</summary>
    internal Tensor Keep(Tensor staged)
    {
        if (!ReferenceEquals(CurrentDisposeScope, _scope)) staged.MoveToOtherDisposeScope(_scope);
        return staged;
    }

    private void CommitStaged()
    {
        foreach (var child in _state.Children)
            if (child.CurrentUpdate._pendingCommit) child.CurrentUpdate.CommitStaged();
        foreach (var accumulator in _state.Accumulators) accumulator.Commit();
        _state.Inputs.Commit();
        _pendingCommit = false;
    }

    private void Rollback()
    {
        foreach (var child in _state.Children)
            if (child.CurrentUpdate._pendingCommit) child.CurrentUpdate.Rollback();
        foreach (var accumulator in _state.Accumulators) accumulator.Rollback();
        _pendingCommit = false;
    }

    private void Stage(Tensor? weight)
    {
        // A state that was loaded is on the CPU until its first update.
        if (_state.Inputs.Device is null && _state.Rows > 0) _state.MoveTo(_deviceId);
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

/// <summary>The weights of a batch, shaped to broadcast along the batch axis of a value.</summary>
internal sealed class RowWeights(MetricUpdate update)
{
    // The last shape, which most values of a batch share.
    private long _size = -1;
    private int _trailing = -1;
    private Tensor? _weight;
    private Tensor? _dropped;

    public static void Check(Tensor weight, long rows, DeviceId device, string input)
    {
        var sizes = weight.Sizes();
        if (sizes.Length != 1 || sizes[0] != rows)
            throw new ArgumentException(
                $"weight has shape {ShapeText.Format(sizes)}, but must have shape [{rows}], one weight per row of {input}.",
                nameof(weight)
            );
        if (DeviceId.From(weight) is var own && own != device)
            throw new ArgumentException($"weight is on {own} and {input} on {device}, but both must be on one device.", nameof(weight));
        if (is_complex(weight.dtype)) throw new ArgumentException("weight is complex, but must be real or bool.", nameof(weight));
    }

    /// <summary>Returns weights that broadcast with a value, and a mask of the weights that are 0.</summary>
    /// <param name="size">The value's size along the batch axis: the number of rows, or a multiple for several items per row.</param>
    /// <param name="axis">The batch axis.</param>
    /// <param name="rank">The value's number of axes.</param>
    public (Tensor Weight, Tensor Dropped) Along(long size, int axis, int rank)
    {
        var trailing = rank - axis - 1;
        if (size != _size || trailing != _trailing || _weight is null || _dropped is null)
        {
            var items = size / update.Rows;
            var weight = update.Weight!;
            if (items != 1) weight = weight.unsqueeze(1).expand(update.Rows, items).reshape(size);
            if (trailing > 0)
            {
                var shape = new long[trailing + 1];
                Array.Fill(shape, 1);
                shape[0] = size;
                weight = weight.reshape(shape);
            }
            (_size, _trailing) = (size, trailing);
            _weight = weight;
            _dropped = update.Keep(weight.eq(0));
            if (!ReferenceEquals(weight, update.Weight)) update.Keep(weight);
        }
        return (_weight, _dropped);
    }

    public void Clear() => (_size, _trailing, _weight, _dropped) = (-1, -1, null, null);
}
