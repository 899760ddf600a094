using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>A computation of metrics: a dispose scope without gradients in which the state is on the CPU.</summary>
public sealed class ComputeScope : IDisposable
{
    private readonly StreamingState _state;
    private readonly List<StateTensor> _copied = [];
    private DisposeScope? _scope;
    private IDisposable? _noGrad;

    internal ComputeScope(StreamingState state) => _state = state;

    /// <summary>Whether there are no rows, or all have weight 0.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>The total weight of the rows.</summary>
    public RowTotal Rows { get; private set; }

    /// <summary>The type of fractional weights, which is the type of sums of integers, too; null if there were none.</summary>
    internal ScalarType? FractionType => _state.RowCount.FractionType;

    /// <summary>Creates the value of a metric without rows: NaN, float32, no axes. It outlives this computation.</summary>
    public Tensor MissingValue() => Return(tensor(float.NaN, device: CPU));

    /// <summary>Moves the result to the caller's dispose scope, if there is one.</summary>
    /// <returns>The result, on the CPU. It shares no memory with the state.</returns>
    public Tensor Return(Tensor result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (_scope is null) throw new InvalidOperationException("The computation has ended. Begin another one.");
        var own = result.device_type == DeviceType.CPU ? result : result.cpu();

        // A formula may return a tensor that it did not create, such as an argument or a static field.
        if (!_scope.Contains(own)) own = own.clone();
        return own.MoveToOuterDisposeScope();
    }

    /// <summary>Ends the computation and disposes its tensors.</summary>
    public void Dispose()
    {
        if (_scope is null) return;
        foreach (var tensor in _copied) tensor.HostCopy = null;
        _copied.Clear();
        var scope = _scope;
        _scope = null;
        scope.Dispose();
        _noGrad?.Dispose();
        _noGrad = null;
    }

    internal void Begin()
    {
        if (_scope is not null)
            throw new InvalidOperationException("The previous computation was not disposed. Write `using var scope = BeginCompute()`.");
        _scope = NewDisposeScope();
        _noGrad = is_grad_enabled() ? no_grad() : null;
        try
        {
            (Rows, IsEmpty) = (default, true);
            if (_state.Rows == 0) return;
            if (_state.Inputs.Device is { } device && device != DeviceId.Cpu)
            {
                _state.CollectTensors(_copied);
                HostTransfer.CopyToHost(_copied);
            }
            Rows = _state.RowCount.Total;
            IsEmpty = Rows.ToDouble() == 0;
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}

/// <summary>Copies many tensors from a device in one transfer, because each transfer waits for all work of the device.</summary>
internal static class HostTransfer
{
    // float64 represents integers up to 2^53 only, so an int64 is transferred as two halves.
    private const long Half = 1L << 32;

    /// <summary>Sets the <see cref="StateTensor.HostCopy"/> of each tensor.</summary>
    /// <param name="tensors">Tensors of one device, all with a value. IsLarge ones are copied by themselves.</param>
    public static void CopyToHost(List<StateTensor> tensors)
    {
        var parts = new List<Tensor>(tensors.Count + 4);
        foreach (var tensor in tensors)
        {
            if (tensor.IsLarge)
            {
                tensor.HostCopy = tensor.Value!.cpu();
                continue;
            }
            var flat = tensor.Value!.reshape(-1);
            if (flat.dtype == ScalarType.Int64)
            {
                parts.Add(flat.div(Half, RoundingMode.floor).to_type(ScalarType.Float64));
                parts.Add(flat.remainder(Half).to_type(ScalarType.Float64));
            }
            else
            {
                parts.Add(flat.to_type(ScalarType.Float64));
            }
        }
        if (parts.Count == 0) return;
        var packed = cat(parts).cpu();
        var offset = 0L;
        foreach (var tensor in tensors)
        {
            if (tensor.IsLarge) continue;
            var value = tensor.Value!;
            var count = value.numel();
            var numbers = packed.narrow(0, offset, count);
            offset += count;
            if (value.dtype == ScalarType.Int64)
            {
                numbers = numbers.to_type(ScalarType.Int64).mul(Half).add(packed.narrow(0, offset, count).to_type(ScalarType.Int64));
                offset += count;
            }
            tensor.HostCopy = numbers.to_type(value.dtype).reshape(value.shape);
        }
    }
}
