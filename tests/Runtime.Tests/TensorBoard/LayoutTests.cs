using Gen.EventFiles.Protos;
using Gen.Runtime.Tests.Support;
using Gen.Runtime.Tests.TensorBoard.Support;
using Gen.TensorBoard;

namespace Gen.Runtime.Tests.TensorBoard;

public class LayoutTests
{
    [Fact]
    public void AddLayout_KeepsOrderOfCharts()
    {
        using var folder = TempFolder.ForCaller();
        var value = Written
            .Values(
                folder,
                w =>
                    w.AddLayout(
                        new LayoutCategory(
                            "losses",
                            new MultilineChart("both", "loss$", "val_loss$"),
                            new MarginChart("band", new MarginBand("mean", "low", "high"))
                        ),
                        new LayoutCategory("later") { Closed = true }
                    )
            )
            .Single();
        Assert.Equal(("custom_scalars__config__", "custom_scalars"), (value.Tag, value.Metadata.PluginData.PluginName));
        Assert.Empty(value.Tensor.Sizes());
        var layout = Layout.Parser.ParseFrom(value.Tensor.StringVal.Single());
        Assert.Equal([("losses", false, 2), ("later", true, 0)], layout.Category.Select(c => (c.Title, c.Closed, c.Chart.Count)));
        Assert.Equal(["both", "band"], layout.Category[0].Chart.Select(c => c.Title));
        Assert.Equal(["loss$", "val_loss$"], layout.Category[0].Chart[0].Multiline.Tag);
        Assert.Equal([("mean", "low", "high")], layout.Category[0].Chart[1].Margin.Series.Select(s => (s.Value, s.Lower, s.Upper)));
    }
}
