using Gen.TensorBoard;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>The histogram of a layer's outputs over many batches, between TensorFlow's edges. What it holds does not grow with the data.</summary>
internal abstract class LayerCount : IDisposable
{
    /// <summary>A count where a tensor is: on the processor, in its memory; elsewhere on the device, which is not waited for.</summary>
    public static LayerCount For(Tensor output) => output.device_type == TorchSharp.DeviceType.CPU ? new HostLayerCount() : new DeviceLayerCount(output.device);

    /// <summary>Adds a batch's outputs, of a floating-point type.</summary>
    public abstract void Add(Tensor output);

    /// <summary>All so far. Waits for the device, once.</summary>
    public abstract HistogramSummary Read();

    public abstract void Dispose();
}
