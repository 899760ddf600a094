using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <content>The layout of the page "custom scalars".</content>
public sealed partial class SummaryWriter
{
    /// <summary>Lays out the page "custom scalars". One run's layout serves all runs; TensorBoard joins the layouts of several.</summary>
    /// <param name="categories">The parts of the page, from the top.</param>
    /// <exception cref="EventFileException">It could not be written.</exception>
    public void AddLayout(params IReadOnlyList<LayoutCategory> categories)
    {
        var layout = new Layout { Category = { categories.Select(c => c.Message()) } };
        Add(new Summary.Types.Value { Tag = "custom_scalars__config__", Tensor = Tensors.Of([layout.ToByteString()]) }, new PluginInfo("custom_scalars", DataClass.Tensor), step: 0, time: null);
    }
}
