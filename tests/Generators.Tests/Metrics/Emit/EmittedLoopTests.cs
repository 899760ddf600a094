using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Tests.Metrics.Emit;

/// <summary>Loops in emitted updates and results.</summary>
public sealed class EmittedLoopTests
{
    [Fact]
    public void Reduction_InLoop_HasAccumulatorPerIteration()
    {
        var metrics = new PlannedMetrics().Add(
            "F",
            b =>
                Loop(
                    b,
                    "0L",
                    b.Host(NodeTypes.Long, "{0}", b.Config("k")),
                    [b.Code("global::TorchSharp.torch.zeros(1)")],
                    (index, carried) => [b.Operator("{0} + {1}", carried[0], b.Sum(b.Code("{0}.eq({1})", b.Pred, index)))]
                )[0],
            "int k"
        );
        Assert.Equal(
            ["for (long i = 0L; i < _k; i++)", "{", "    _sum0.At(i).Add(update, yPred.eq(i), 0, [0]);", "}"],
            metrics.Update("FState")
        );
        Assert.Equal(
            [
                "Tensor carried = zeros(1);",
                "for (long i = 0L; i < _k; i++)",
                "{",
                "    carried = carried + _sum0.At(i).Sum(scope);",
                "}",
                "return scope.Return(carried);",
            ],
            metrics.Compute("FState")
        );
    }

    [Fact]
    public void CarriedValues_AreReplayedInUpdateAndResult()
    {
        var metrics = new PlannedMetrics().Add("F", b => Loop(b, "0L", b.Host(NodeTypes.Long, "3L"),
            [b.Pred, b.Code("global::TorchSharp.torch.zeros(1)")],
            (_, carried) => [b.Code("{0}.sqrt()", carried[0]), b.Operator("{0} + {1}", carried[1], b.Sum(carried[0]))])[1]);
        Assert.Equal(
            [
                "Tensor carried = yPred;",
                "for (long i = 0L; i < 3L; i++)",
                "{",
                "    _sum0.At(i).Add(update, carried, 0, [0]);",
                "    carried = carried.sqrt();",
                "}",
            ],
            metrics.Update("FState")
        );
        Assert.DoesNotContain("sqrt", string.Concat(metrics.Compute("FState")));
    }

    [Fact]
    public void SwappedValues_AreAssignedTogether()
    {
        var metrics = new PlannedMetrics().Add("F", b =>
        {
            var turns = b.Host(NodeTypes.Long, "3L");
            var values = Loop(b, "0L", turns, [b.Pred, b.True], (_, c) => [c[1], b.Operator("{0} + {1}", c[0], c[1])]);
            return b.Sum(b.Operator("{0} * {1}", values[0], values[1]));
        });
        Assert.Equal(
            [
                "Tensor carried = yPred;",
                "Tensor carried2 = yTrue;",
                "for (long i = 0L; i < 3L; i++)",
                "{",
                "    (carried, carried2) = (carried2, carried + carried2);",
                "}",
                "_sum0.Add(update, carried * carried2, 0, [0]);",
            ],
            metrics.Update("FState")
        );
    }

    [Fact]
    public void List_Grows_IsCarried()
    {
        var metrics = new PlannedMetrics().Add(
            "F",
            b =>
            {
                var empty = b.Table.Code(
                    NodeTypes.Tensors,
                    "new global::System.Collections.Generic.List<global::TorchSharp.torch.Tensor>()"
                );
                var list = Loop(
                    b,
                    "0L",
                    b.Host(NodeTypes.Long, "3L"),
                    [empty],
                    (i, c) => [b.Table.Append(c[0], b.Sum(b.Code("{0}.eq({1})", b.True, i)))]
                );
                return b.Code("global::TorchSharp.torch.stack({0})", list[0]);
            }
        );
        Assert.Equal(
            [
                "List<Tensor> carried = new List<Tensor>();",
                "for (long i = 0L; i < 3L; i++)",
                "{",
                "    List<Tensor> list = [.. carried, _sum0.At(i).Sum(scope)];",
                "    carried = list;",
                "}",
                "return scope.Return(stack(carried));",
            ],
            metrics.Compute("FState")
        );
    }

    [Fact]
    public void List_ReadBeforeItGrows_IsCopied()
    {
        var metrics = new PlannedMetrics().Add(
            "F",
            b =>
            {
                var one = b.Table.Append(b.Table.EmptyList(), b.Sum(b.True));
                var two = b.Table.Append(one, b.Sum(b.Pred));
                return b.Operator("global::TorchSharp.torch.stack({0}).sum() + global::TorchSharp.torch.stack({1}).sum()", one, two);
            }
        );
        Assert.Contains("List<Tensor> list2 = [.. list, _sum1.Sum(scope)];", metrics.Compute("FState"));
    }

    [Fact]
    public void NestedLoops_HaveAccumulatorPerPairOfIterations()
    {
        var metrics = new PlannedMetrics().Add(
            "F",
            b =>
                Loop(
                    b,
                    "0L",
                    b.Host(NodeTypes.Long, "{0}", b.Config("k")),
                    [b.Code("global::TorchSharp.torch.zeros(1)")],
                    (outer, c) =>
                        [
                            Loop(
                                b,
                                "1L",
                                b.Host(NodeTypes.Long, "4L"),
                                [c[0]],
                                (inner, d) => [b.Operator("{0} + {1}", d[0], b.Sum(b.Code("{0}.eq({1} * 10 + {2})", b.Pred, outer, inner)))]
                            )[0],
                        ]
                )[0],
            "int k"
        );
        Assert.Equal(
            [
                "for (long i = 0L; i < _k; i++)",
                "{",
                "    for (long i2 = 1L; i2 < 4L; i2++)",
                "    {",
                "        _sum0.At(i, i2).Add(update, yPred.eq(i * 10 + i2), 0, [0]);",
                "    }",
                "}",
            ],
            metrics.Update("FState")
        );
    }

    [Fact]
    public void Loop_UnderConfigCondition_IsReplayedUnderIt()
    {
        var metrics = new PlannedMetrics().Add(
            "F",
            b =>
                b.Table.If(
                    NodeTypes.Tensor,
                    b.Table.Operator(NodeTypes.Bool, "{0} != null", b.Config("ks")),
                    Loop(
                        b,
                        "0L",
                        b.Host(NodeTypes.Long, "{0}.Length", b.Config("ks")),
                        [b.Code("global::TorchSharp.torch.zeros(1)")],
                        (i, c) =>
                            [
                                b.Table.If(
                                    NodeTypes.Tensor,
                                    b.Table.Operator(NodeTypes.Bool, "{0}[{1}] > 0", b.Config("ks"), i),
                                    b.Operator("{0} + {1}", c[0], b.Sum(b.Code("{0}.eq({1})", b.Pred, i))),
                                    c[0]
                                ),
                            ]
                    )[0],
                    b.Sum(b.Pred)
                ),
            "int[] ks"
        );
        Assert.Equal(
            [
                "if (_ks != null)", "{",
                "    for (long i = 0L; i < _ks.Length; i++)", "    {",
                "        if (_ks[i] > 0)", "        {", "            _sum0.At(i).Add(update, yPred.eq(i), 0, [0]);", "        }",
                "    }",
                "}",
                "if (!(_ks != null))", "{", "    _sum1.Add(update, yPred, 0, [0]);", "}",
            ],
            metrics.Update("FState"));
    }

    private static Node[] Loop(PlanBuilder b, string first, Node end, Node[] starts, Func<Node, Node[], Node[]> body)
    {
        var name = b.Table.NewLoop();
        var carried = starts.Select((s, i) => b.Table.Carried(name, i, s.Type)).ToArray();
        var steps = body(b.Table.Index(name), carried);
        Node[] children = [b.Host(NodeTypes.Long, first), end, .. starts.Zip(steps).SelectMany(p => new[] { p.First, p.Second })];
        return [.. starts.Select((s, i) => b.Table.Loop(name, i, s.Type, children))];
    }
}
