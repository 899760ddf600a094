using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// Base class for states of metrics. Resetting, merging, saving, loading and the transfer to the CPU are implemented for the accumulators
/// that a derived class registers.
/// </summary>
/// <remarks>
/// A state is not thread-safe: use a state per thread and merge them. Its tensors are on the device of the inputs, in no dispose scope,
/// until the state is disposed.
/// </remarks>
public abstract partial class StreamingState : IDisposable
{
    private readonly List<Accumulator> _accumulators = [];
    private readonly List<MetricState> _children = [];
    private readonly InputSignature _inputs = new();
    private readonly RowCount _rows = new();
    private readonly MetricUpdate _update;
    private readonly ComputeScope _computeScope;
    private bool _disposed;

    /// <summary>Initializes a state without rows.</summary>
    /// <param name="configuration">The config values as text.</param>
    protected StreamingState(string configuration = "")
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Configuration = configuration;
        _accumulators.Add(_rows);
        _update = new MetricUpdate(this);
        _computeScope = new ComputeScope(this);
    }

    /// <summary>The config values as text. Merging or loading a state with another configuration throws.</summary>
    public string Configuration { get; }

    /// <summary>The number of rows since the last reset, regardless of weights.</summary>
    public long Rows => _rows.Seen;

    /// <summary>The outer state of a nested state.</summary>
    internal StreamingState? Parent { get; private set; }

    internal MetricUpdate CurrentUpdate => _update;

    internal List<MetricState> Children => _children;

    internal RowCount RowCount => _rows;

    internal InputSignature Inputs => _inputs;

    internal List<Accumulator> Accumulators => _accumulators;

    /// <summary>Registers an accumulator. Call it in the constructor, always in the same order, which is the order of saved
    /// states.</summary>
    /// <returns>The accumulator.</returns>
    protected T Add<T>(T accumulator) where T : Accumulator
    {
        ArgumentNullException.ThrowIfNull(accumulator);
        _accumulators.Add(accumulator);
        return accumulator;
    }

    /// <summary>Registers a nested state, which is reset, merged, saved, loaded and disposed with this one. Its own <c>Update</c> must be
    /// called.</summary>
    /// <returns>The nested state.</returns>
    protected T AddState<T>(T state) where T : MetricState
    {
        ArgumentNullException.ThrowIfNull(state);
        _children.Add(state);
        state.Parent = this;
        return state;
    }

    /// <summary>Begins an update: checks the inputs, without synchronizing with the device, and opens a dispose scope without
    /// gradients.</summary>
    /// <param name="weight">
    /// The weight of each row, shape [rows]; null for 1. A row of weight w counts like w rows; a row of weight 0 or <c>false</c> is
    /// ignored.
    /// </param>
    /// <param name="inputs">The batch tensors. Their first axis is the rows.</param>
    /// <returns>The update, to be disposed. It has an effect only after <see cref="MetricUpdate.Commit"/>. It is the same object in each
    /// call.</returns>
    /// <exception cref="ArgumentException">
    /// An input has no axes, another number of rows than the first input, or another type, device or shape than in earlier updates; or the
    /// weight does not match.
    /// </exception>
    protected MetricUpdate BeginUpdate(Tensor? weight, params ReadOnlySpan<MetricInput> inputs)
    {
        ThrowIfDisposed();
        _update.Begin(weight, inputs);
        return _update;
    }

    /// <summary>Begins a computation: copies the state to the CPU in one transfer and opens a dispose scope without gradients.</summary>
    /// <returns>The computation, to be disposed. It is the same object in each call.</returns>
    protected ComputeScope BeginCompute()
    {
        ThrowIfDisposed();
        _computeScope.Begin();
        return _computeScope;
    }

    /// <summary>Removes all rows. The next update may have other shapes, types and another device.</summary>
    public void Reset()
    {
        foreach (var accumulator in _accumulators) accumulator.Reset();
        foreach (var child in _children) child.Reset();
        _inputs.Reset();
    }

    /// <summary>Disposes the tensors of the state. Further calls have no effect.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes the tensors of the state.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> calls it.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _disposed) return;
        _disposed = true;
        foreach (var accumulator in _accumulators) accumulator.Dispose();
        foreach (var child in _children) child.Dispose();
    }
}

/// <summary>
/// Base class for the state of one metric. The generator derives a class from each <c>[Metric]</c> formula; derive one by hand if a formula
/// is not enough, with accumulators that are registered by <see cref="StreamingState.Add{T}"/>.
/// </summary>
/// <param name="configuration">The config values as text. States with different texts cannot be merged.</param>
public abstract class MetricState(string configuration = "") : StreamingState(configuration)
{
    /// <summary>Computes the metric over all rows since the last reset, on the CPU; NaN (float32, no axes) without rows.</summary>
    /// <remarks>The tensor is in the dispose scope of the caller, if there is one, and shares no memory with the state.</remarks>
    public abstract Tensor Compute();
}

/// <summary>Base class for the generated state of all metrics of a type. Values that several metrics need are accumulated once.</summary>
/// <param name="configuration">The config values as text. Sets with different texts cannot be merged.</param>
public abstract class MetricSetState(string configuration = "") : StreamingState(configuration);
