using Gen.EventFiles.Protos;
using Gen.Runtime.Tests.Support;
using Gen.Runtime.Tests.TensorBoard.Support;

namespace Gen.Runtime.Tests.TensorBoard;

public class TextTests
{
    [Fact]
    public void AddText_OneSeveralAndTable_HaveTheirShapes()
    {
        using var folder = TempFolder.ForCaller();
        var values = Written.Values(
            folder,
            w =>
            {
                w.AddText("one", "# Ünïcode\n*x*", 1);
                w.AddText("several", ["a", "", "c"], 1);
                w.AddTable(
                    "table",
                    [
                        ["a", "b"],
                        ["c", "d"],
                        ["e", "f"],
                    ],
                    1
                );
            }
        );
        Assert.All(
            values,
            v =>
                Assert.Equal(
                    (DataType.DtString, "text", DataClass.Tensor),
                    (v.Tensor.Dtype, v.Metadata.PluginData.PluginName, v.Metadata.DataClass)
                )
        );
        Assert.Empty(values[0].Tensor.Sizes());
        Assert.Equal(["# Ünïcode\n*x*"], values[0].Tensor.Texts());
        Assert.Equal([3], values[1].Tensor.Sizes());
        Assert.Equal(["a", "", "c"], values[1].Tensor.Texts());
        Assert.Equal([3, 2], values[2].Tensor.Sizes());
        Assert.Equal(["a", "b", "c", "d", "e", "f"], values[2].Tensor.Texts());
    }

    [Fact]
    public void AddTable_ShortRow_Throws()
    {
        using var folder = TempFolder.ForCaller();
        Written.By(
            folder,
            w =>
                Assert.Contains(
                    "Row 1 of table 'x' has 1 cells, but the first row has 2.",
                    Assert
                        .Throws<ArgumentException>(() =>
                            w.AddTable(
                                "x",
                                [
                                    ["a", "b"],
                                    ["c"],
                                ],
                                0
                            )
                        )
                        .Message
                )
        );
    }
}
