using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

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
