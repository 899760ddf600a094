using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Tests.Metrics.Emit;

/// <summary>The code that is emitted for hand-written plans: where values are evaluated, and when they are accumulated.</summary>
public sealed partial class EmittedCodeTests
{
    [Fact]
    public void CommonReductions_AreAccumulatedOnce()
    {
        var metrics = new PlannedMetrics()
            .Add("Precision", b => Ratio(b, b.Pred), "int numClasses")
            .Add("Recall", b => Ratio(b, b.True), "int numClasses");
        Assert.Equal(
            [
                "var oneHot = one_hot(yTrue, _numClasses);",
                "var oneHot2 = one_hot(yPred.argmax(1), _numClasses);",
                "_sum0.Add(update, oneHot.logical_and(oneHot2), 0, [0]);",
                "_sum1.Add(update, oneHot2, 0, [0]);",
                "_sum2.Add(update, oneHot, 0, [0]);",
            ],
            metrics.Update("MetricSet"));
    }

    [Fact]
    public void ArgMax_InUpdate_CallsRuntime()
    {
        Assert.Equal(["_sum0.Add(update, Compute(yPred, 1L), 0, [0]);"], Update("{0}.argmax({1})"));
        Assert.Equal(["_sum0.Add(update, Compute(yPred, 1L), 0, [0]);"], Update("global::TorchSharp.torch.argmax({0}, {1})"));
        Assert.Equal(["_sum0.Add(update, yPred.argmax(1L, true), 0, [0]);"], Update("{0}.argmax({1}, true)"));
        Assert.Equal(
            ["return scope.Return(_sum0.Sum(scope).argmax(1L));"],
            new PlannedMetrics().Add("F", b => b.Code("{0}.argmax({1})", b.Sum(b.Pred), b.Code("1L"))).Compute("FState")
        );

        static IReadOnlyList<string> Update(string call) =>
            new PlannedMetrics().Add("F", b => b.Sum(b.Code(call, b.Pred, b.Code("1L")))).Update("FState");
    }

    /// <summary>TorchSharp's matmul aborts the process if shapes do not match.</summary>
    [Theory]
    [InlineData("{0}.matmul({1})")]
    [InlineData("global::TorchSharp.torch.matmul({0}, {1})")]
    public void MatMul_UpdateResultAndContraction_CallRuntime(string call)
    {
        var metrics = new PlannedMetrics().Add("F", b => b.Code(call, b.Sum(b.Code(call, b.Pred, b.True)), b.Sum(b.Pred)));
        Assert.Equal(["_sum0.Add(update, Compute(yPred, yTrue), 0, [0]);", "_sum1.Add(update, yPred, 0, [0]);"], metrics.Update("FState"));
        Assert.Equal(["return scope.Return(Compute(_sum0.Sum(scope), _sum1.Sum(scope)));"], metrics.Compute("FState"));
        metrics = new PlannedMetrics().Add(
            "F",
            b => b.Table.Reduce(new Reduction(ReductionKind.Contraction, 1, [], SecondAxis: 0, Template: call), b.True, b.Pred)
        );
        Assert.Equal(
            ["_contraction0.Add(update, yTrue, 1, yPred, 0, static (left, right) => Compute(left, right));"],
            metrics.Update("FState")
        );
    }

    [Fact]
    public void Reduction_UnderConfigCondition_IsAccumulatedUnderIt()
    {
        var metrics = new PlannedMetrics().Add(
            "F",
            b =>
                b.Table.If(
                    NodeTypes.Tensor,
                    b.Config("binary"),
                    b.Sum(b.Code("{0}.gt(0.5)", b.Pred)),
                    b.Sum(b.Code("{0}.argmax(1)", b.Pred))
                ),
            "bool binary"
        );
        Assert.Equal(
            [
                "if (_binary)",
                "{",
                "    _sum0.Add(update, yPred.gt(0.5), 0, [0]);",
                "}",
                "if (!_binary)",
                "{",
                "    _sum1.Add(update, yPred.argmax(1), 0, [0]);",
                "}",
            ],
            metrics.Update("FState")
        );
        Assert.Equal(["return scope.Return(_binary ? _sum0.Sum(scope) : _sum1.Sum(scope));"], metrics.Compute("FState"));
    }

    [Fact]
    public void Reduction_SeveralConditions_AreJoined()
    {
        var metrics = new PlannedMetrics().Add("F", b =>
        {
            var sum = b.Sum(b.True);
            var other = b.Sum(b.Pred);
            var zero = b.Code("global::TorchSharp.torch.zeros(1)");
            var first = b.Table.If(NodeTypes.Tensor, b.Config("a"), sum, b.Table.If(NodeTypes.Tensor, b.Config("b"), other, zero));
            return b.Operator("{0} + {1}", first, b.Table.If(NodeTypes.Tensor, b.Config("c"), sum, other));
        }, "bool a", "bool b", "bool c");
        Assert.Equal(
            [
                "if (_a || _c)",
                "{",
                "    _sum0.Add(update, yTrue, 0, [0]);",
                "}",
                "if ((!_a && _b) || !_c)",
                "{",
                "    _sum1.Add(update, yPred, 0, [0]);",
                "}",
            ],
            metrics.Update("FState")
        );
    }

    [Fact]
    public void Reduction_BothBranches_HasNoCondition()
    {
        var metrics = new PlannedMetrics().Add(
            "F",
            b => b.Table.If(NodeTypes.Tensor, b.Config("a"), b.Operator("{0} * 2", b.Sum(b.True)), b.Operator("-{0}", b.Sum(b.True))),
            "bool a"
        );
        Assert.Equal(["_sum0.Add(update, yTrue, 0, [0]);"], metrics.Update("FState"));
    }

    [Fact]
    public void Reduction_ConditionOnData_HasNoCondition()
    {
        var metrics = new PlannedMetrics().Add(
            "F",
            b =>
            {
                var count = b.Table.Operator(NodeTypes.Bool, "{0}.item<long>() > 0", b.Sum(b.True));
                return b.Table.If(
                    NodeTypes.Tensor,
                    count,
                    b.Sum(b.Pred),
                    b.Table.Throw(NodeTypes.Tensor, "new global::System.InvalidOperationException(\"none\")", [])
                );
            }
        );
        Assert.Equal(["_sum0.Add(update, yTrue, 0, [0]);", "_sum1.Add(update, yPred, 0, [0]);"], metrics.Update("FState"));
        Assert.Equal(
            [
                "Tensor chosen = _sum0.Sum(scope).item<long>() > 0 ? _sum1.Sum(scope) : throw new InvalidOperationException(\"none\");",
                "return scope.Return(chosen);",
            ],
            metrics.Compute("FState")
        );
    }

    [Fact]
    public void Value_UsedInSomeBranches_IsEvaluatedAtFirstUse()
    {
        // Two formulas share argmax(1), each under another config value. It must not be evaluated if neither is selected.
        static Node F(PlanBuilder b, string config, string use) =>
            b.Table.If(NodeTypes.Tensor, b.Config(config), b.Sum(b.Code(use, b.Code("{0}.argmax(1)", b.Pred))), b.Sum(b.Pred));
        var metrics = new PlannedMetrics().Add("F", b => F(b, "a", "{0}.eq(1)"), "bool a").Add("G", b => F(b, "b", "{0}.eq(2)"), "bool b");
        Assert.Equal(
            [
                "Tensor? argmax = null;",
                "Tensor Argmax() => argmax ??= yPred.argmax(1);",
                "if (_a)", "{", "    _sum0.Add(update, Argmax().eq(1), 0, [0]);", "}",
                "if (!_a || !_b)", "{", "    _sum1.Add(update, yPred, 0, [0]);", "}",
                "if (_b)", "{", "    _sum2.Add(update, Argmax().eq(2), 0, [0]);", "}",
            ],
            metrics.Update("MetricSet"));
    }

    [Fact]
    public void RowValue_OnlyChosenBranchIsEvaluated()
    {
        var metrics = new PlannedMetrics().Add("F", b =>
        {
            var soft = b.Code("{0}.softmax(1)", b.Pred);
            var labels = b.Table.If(NodeTypes.Tensor, b.Config("soft"), b.Operator("{0} * {0}.log()", soft), b.Code("{0}.gt(0)", b.Pred));
            return b.Operator("{0} / {1}", b.Sum(labels), b.Sum(b.Code("{0}.eq(1)", labels)));
        }, "bool soft");
        Assert.Equal(
            [
                "Tensor chosen;",
                "if (_soft)", "{", "    var softmax = yPred.softmax(1);", "    chosen = softmax * softmax.log();", "}",
                "else", "{", "    chosen = yPred.gt(0);", "}",
                "_sum0.Add(update, chosen, 0, [0]);",
                "_sum1.Add(update, chosen.eq(1), 0, [0]);",
            ],
            metrics.Update("FState"));
    }

    [Fact]
    public void Checks_PrecedeGuardedValue()
    {
        var metrics = new PlannedMetrics().Add(
            "F",
            b =>
            {
                var left = b.Code("{0}.abs()", b.True);
                return b.Sum(
                    b.Table.Operator(
                        NodeTypes.Tensor,
                        "{0} - {1}",
                        [left, b.Pred],
                        new Check("SameRows", "{0}, {1}, 0", "x - y")
                    )
                );
            }
        );
        Assert.Equal(
            [
                "var abs = yTrue.abs();",
                "SameRows(abs, yPred, 0, \"x - y\");",
                "var difference = abs - yPred;",
                "_sum0.Add(update, difference, 0, [0]);",
            ],
            metrics.Update("FState")
        );
    }
}
