using Gen.EventFiles.Protos;
using Gen.Runtime.Tests.Support;
using Gen.Runtime.Tests.TensorBoard.Support;
using Gen.TensorBoard;

namespace Gen.Runtime.Tests.TensorBoard;

public class GraphTests
{
    [Fact]
    public void AddGraph_KeepsNamesInputsAttributesAndShapes()
    {
        using var folder = TempFolder.ForCaller();
        var graph = GraphDef.Parser.ParseFrom(
            Written
                .By(
                    folder,
                    w =>
                        w.AddGraph(
                            new GraphNode("input", "Placeholder")
                            {
                                OutputShapes =
                                [
                                    [-1, 50],
                                ],
                            },
                            new GraphNode("lstm/split", "Split", "input"),
                            new GraphNode("lstm/linear", "Linear", "lstm/split:1", "^input")
                            {
                                Device = "cuda:0",
                                OutputShapes =
                                [
                                    [-1, 100],
                                    [],
                                ],
                                Attributes = new Dictionary<string, object>
                                {
                                    ["bias"] = true,
                                    ["out"] = 100,
                                    ["rate"] = 0.5,
                                    ["kind"] = "dense",
                                    ["sizes"] = new[] { 3L, 4 },
                                    ["names"] = new[] { "a", "b" },
                                    ["when"] = DayOfWeek.Friday,
                                },
                            }
                        )
                )
                .Single()
                .GraphDef
        );
        Assert.Equal(
            [("input", "Placeholder"), ("lstm/split", "Split"), ("lstm/linear", "Linear")],
            graph.Node.Select(n => (n.Name, n.Op))
        );
        var linear = graph.Node[2];
        Assert.Equal(["lstm/split:1", "^input"], linear.Input);
        Assert.Equal("cuda:0", linear.Device);
        Assert.Equal(
            (true, 100, 0.5f, "dense", "Friday"),
            (
                linear.Attr["bias"].B,
                linear.Attr["out"].I,
                linear.Attr["rate"].F,
                linear.Attr["kind"].S.ToStringUtf8(),
                linear.Attr["when"].S.ToStringUtf8()
            )
        );
        Assert.Equal([3, 4], linear.Attr["sizes"].List.I);
        Assert.Equal(["a", "b"], linear.Attr["names"].List.S.Select(s => s.ToStringUtf8()));
        Assert.Equal([[-1, 100], []], linear.Attr["_output_shapes"].List.Shape.Select(s => s.Dim.Select(d => d.Size).ToArray()));
        Assert.False(graph.Node[1].Attr.ContainsKey("_output_shapes"));
        Assert.True(graph.Versions.Producer > 0);
    }

    [Fact]
    public void AddGraph_UnknownInput_ThrowsWithNearestName()
    {
        using var folder = TempFolder.ForCaller();
        Written.By(
            folder,
            w =>
            {
                var error = Assert.Throws<ArgumentException>(() =>
                    w.AddGraph(new GraphNode("encoder", "A"), new GraphNode("decoder", "B", "encodr:0"))
                );
                Assert.Contains("Input 'encodr' of node 'decoder' does not exist in the graph. Did you mean 'encoder'?", error.Message);
                Assert.Contains(
                    "Two nodes of the graph are named 'a'",
                    Assert.Throws<ArgumentException>(() => w.AddGraph(new GraphNode("a", "A"), new GraphNode("a", "B"))).Message
                );
                Assert.Throws<ArgumentException>(() => w.AddGraph(new GraphNode("", "A")));
            }
        );
    }
}
