using Gen.TensorBoard;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Counts in the processor's memory, where looking values up in a table takes a tenth of the time of torch's search.</summary>
internal sealed class HostLayerCount : LayerCount
{
    private HistogramSummary _total = new([], []);

    public override void Add(Tensor output) => _total = _total.Merge(TensorHistogram.Of(output));

    public override HistogramSummary Read() => _total;

    public override void Dispose()
    {
    }
}
