using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>One computation: a dispose scope without gradients, in which all of the state is on the processor.</summary>
public sealed class Reading : IDisposable
{
    private readonly StreamingState _state;
    private readonly List<StateTensor> _copied = [];
    private DisposeScope? _scope;
    private IDisposable? _noGrad;

    internal Reading(StreamingState state) => _state = state;

    /// <summary>Whether there is nothing to compute from: no rows, or all of weight 0.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>The rows, each counted with its weight.</summary>
    public RowTotal Rows { get; private set; }

    /// <summary>The type of the weights, where any were fractional: sums of whole numbers then have it, too.</summary>
    internal ScalarType? FractionType => _state.RowCount.FractionType;

    /// <summary>The value of a metric without rows: NaN, float32, no axes. It outlives this computation.</summary>
    public Tensor Missing() => Return(tensor(float.NaN, device: CPU));

    /// <summary>Takes the result out of this computation, into the caller's dispose scope if there is one.</summary>
    /// <returns>The result, on the processor, sharing no memory with the state.</returns>
    public Tensor Return(Tensor result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (_scope is null) throw new InvalidOperationException("The computation has ended; begin another.");
        var own = result.device_type == DeviceType.CPU ? result : result.cpu();

        // A formula may return a tensor that it did not make, such as one of its arguments or a static field.
        if (!_scope.Contains(own)) own = own.clone();
        return own.MoveToOuterDisposeScope();
    }

    /// <summary>Ends the computation and frees its tensors.</summary>
    public void Dispose()
    {
        if (_scope is null) return;
        foreach (var tensor in _copied) tensor.Copy = null;
        _copied.Clear();
        var scope = _scope;
        _scope = null;
        scope.Dispose();
        _noGrad?.Dispose();
        _noGrad = null;
    }

    internal void Begin()
    {
        if (_scope is not null) throw new InvalidOperationException("The computation before this one was not disposed: write `using var reading = BeginCompute()`.");
        _scope = NewDisposeScope();
        _noGrad = is_grad_enabled() ? no_grad() : null;
        try
        {
            (Rows, IsEmpty) = (default, true);
            if (_state.Rows == 0) return;
            if (_state.Inputs.Place is { } place && place != Place.Cpu)
            {
                _state.CollectTensors(_copied);
                PackedTransfer.Bring(_copied);
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

/// <summary>Brings many tensors from a device in one transfer: each read of a device waits for all its work, so that one is what counts.</summary>
internal static class PackedTransfer
{
    // float64 holds integers up to 2^53 only: an int64 travels as two halves.
    private const long Half = 1L << 32;

    /// <summary>Gives each tensor its <see cref="StateTensor.Copy"/> on the processor.</summary>
    /// <param name="tensors">Tensors of one device, all with a value. Bulky ones are copied by themselves.</param>
    public static void Bring(List<StateTensor> tensors)
    {
        var parts = new List<Tensor>(tensors.Count + 4);
        foreach (var tensor in tensors)
        {
            if (tensor.Bulky)
            {
                tensor.Copy = tensor.Value!.cpu();
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
            if (tensor.Bulky) continue;
            var value = tensor.Value!;
            var count = value.numel();
            var numbers = packed.narrow(0, offset, count);
            offset += count;
            if (value.dtype == ScalarType.Int64)
            {
                numbers = numbers.to_type(ScalarType.Int64).mul(Half).add(packed.narrow(0, offset, count).to_type(ScalarType.Int64));
                offset += count;
            }
            tensor.Copy = numbers.to_type(value.dtype).reshape(value.shape);
        }
    }
}
