using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// What metrics remember of the rows they have seen. Reset, merging, saving, loading and the way to the processor work over the
/// accumulators that a derived class registers.
/// </summary>
/// <remarks>
/// Not for use by several threads at once: give each its own state and merge them. State tensors live on the device of the inputs, outside
/// all dispose scopes, until the state is disposed.
/// </remarks>
public abstract partial class StreamingState : IDisposable
{
    private readonly List<Accumulator> _accumulators = [];
    private readonly List<MetricState> _children = [];
    private readonly InputLatch _inputs = new();
    private readonly RowCount _rows = new();
    private readonly Batch _batch;
    private readonly Reading _reading;
    private bool _disposed;

    /// <summary>A state without rows.</summary>
    /// <param name="configuration">The config values as text.</param>
    protected StreamingState(string configuration = "")
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Configuration = configuration;
        _accumulators.Add(_rows);
        _batch = new Batch(this);
        _reading = new Reading(this);
    }

    /// <summary>The config values as text. Merging or loading the state of another configuration throws.</summary>
    public string Configuration { get; }

    /// <summary>Rows seen since the start or the last reset. Weights do not count here.</summary>
    public long Rows => _rows.Seen;

    /// <summary>The state that this one was added to.</summary>
    internal StreamingState? Parent { get; private set; }

    internal Batch Batch => _batch;

    internal List<MetricState> Children => _children;

    internal RowCount RowCount => _rows;

    internal InputLatch Inputs => _inputs;

    internal List<Accumulator> Accumulators => _accumulators;

    /// <summary>Registers an accumulator. Call it in the constructor, always in the same order: saved states are read back in it.</summary>
    /// <returns>The accumulator.</returns>
    protected T Add<T>(T accumulator) where T : Accumulator
    {
        ArgumentNullException.ThrowIfNull(accumulator);
        _accumulators.Add(accumulator);
        return accumulator;
    }

    /// <summary>Registers a state inside this one, which is reset, merged, saved, loaded and disposed with it. Its own <c>Update</c> must be called.</summary>
    /// <returns>The state.</returns>
    protected T AddState<T>(T state) where T : MetricState
    {
        ArgumentNullException.ThrowIfNull(state);
        _children.Add(state);
        state.Parent = this;
        return state;
    }

    /// <summary>Starts an update: checks the inputs, without waiting for a device, and opens a dispose scope without gradients.</summary>
    /// <param name="weight">A weight per row, shape [rows]: whole numbers act as repeated rows, 0 and <c>false</c> as dropped ones. Null weighs all rows 1.</param>
    /// <param name="inputs">The batch tensors; their first axis is the rows.</param>
    /// <returns>The update, to be disposed; it counts when <see cref="Batch.Commit"/> is called. The same object every time.</returns>
    /// <exception cref="ArgumentException">
    /// An input has no axes, other rows than the first, or another element type, device or other sizes than in the updates before; the weight does not fit.
    /// </exception>
    protected Batch BeginUpdate(Tensor? weight, params ReadOnlySpan<BatchInput> inputs)
    {
        ThrowIfDisposed();
        _batch.Begin(weight, inputs);
        return _batch;
    }

    /// <summary>Starts a computation: brings the state to the processor in one transfer and opens a dispose scope without gradients.</summary>
    /// <returns>The computation, to be disposed. The same object every time.</returns>
    protected Reading BeginCompute()
    {
        ThrowIfDisposed();
        _reading.Begin();
        return _reading;
    }

    /// <summary>Forgets all rows; the next update may have other sizes, element types and another device.</summary>
    public void Reset()
    {
        foreach (var accumulator in _accumulators) accumulator.Reset();
        foreach (var child in _children) child.Reset();
        _inputs.Reset();
    }

    /// <summary>Frees the state's tensors. Disposing again does nothing.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the state's tensors.</summary>
    /// <param name="disposing">Whether called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _disposed) return;
        _disposed = true;
        foreach (var accumulator in _accumulators) accumulator.Dispose();
        foreach (var child in _children) child.Dispose();
    }
}

/// <summary>
/// One metric that is fed batch by batch. The generator derives such a class from each <c>[Metric]</c> formula; write one by hand where a
/// formula is not enough, from accumulators that are registered with <see cref="StreamingState.Add{T}"/>.
/// </summary>
/// <param name="configuration">The config values as text; states of different text do not merge.</param>
public abstract class MetricState(string configuration = "") : StreamingState(configuration)
{
    /// <summary>The metric over all rows since the start or the last reset, on the processor; NaN (float32, no axes) before any row.</summary>
    /// <remarks>The tensor belongs to the dispose scope of the caller, if there is one, and shares no memory with the state.</remarks>
    public abstract Tensor Compute();
}

/// <summary>All metrics of a type in one state: each batch is read once, and what several metrics need is summed once. Base of generated sets.</summary>
/// <param name="configuration">The config values as text; sets of different text do not merge.</param>
public abstract class MetricSetState(string configuration = "") : StreamingState(configuration);
