using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Tests.Metrics.Emit;

/// <content>Shared accumulators, checks, and evaluation in the constructor.</content>
public sealed partial class EmittedCodeTests
{
    [Fact]
    public void RowsInvariantsAndDevices_DifferInUpdateAndResult()
    {
        var metrics = new PlannedMetrics().Add(
            "F",
            b =>
            {
                var scaled = b.Sum(b.Operator("{0} * {1}", b.Pred, b.Table.Rows(NodeTypes.Double)));
                var width = b.Table.Latch(b.Host(NodeTypes.Long, "{0}.shape[1]", b.Pred));
                var mean = b.Operator("{0} / {1}", scaled, b.Table.Elements(NodeTypes.Scalar, null, b.Pred));
                return b.Code(
                    "{0} + global::TorchSharp.torch.zeros({1}, device: {2}) + {3}",
                    mean,
                    width,
                    b.Table.Device(),
                    b.Table.Rows(NodeTypes.Scalar)
                );
            }
        );
        Assert.Equal(
            [
                "_sum0.Add(update, yPred * ((double)update.Rows), 0, [0]);",
                "_elements0.Add(update, yPred.numel());",
                "_latched0.Set(update, yPred.shape[1], \"yPred.shape[1]\");",
            ],
            metrics.Update("FState"));
        Assert.Contains("_elements0.Total(scope).ToScalar()", string.Concat(metrics.Compute("FState")));
        Assert.Contains("zeros(_latched0.Value, device: CPU) + scope.Rows.ToScalar()", string.Concat(metrics.Compute("FState")));
    }

    [Fact]
    public void Widths_AreEvaluatedInConstructor()
    {
        var metrics = new PlannedMetrics().Add(
            "F",
            b =>
            {
                var width = b.Table.Operator(NodeTypes.Long, "{0} + 1", b.Config("n"));
                var counts = b.Table.Reduce(new Reduction(ReductionKind.Counts), b.True, width);
                return b.Table.If(
                    NodeTypes.Tensor,
                    b.Table.Operator(NodeTypes.Bool, "{0} > 0", b.Config("n")),
                    counts,
                    b.Table.Reduce(new Reduction(ReductionKind.JointCounts), b.True, b.Pred, width, b.Host(NodeTypes.Long, "2"))
                );
            },
            "int n"
        );
        var text = Short(metrics.Emit());
        Assert.Contains("_counts0 = Add(new CountAccumulator(n > 0 ? n + 1 : 1));", text);
        Assert.Contains("_jointCounts0 = Add(new JointCountAccumulator(!(n > 0) ? n + 1 : 1, 2));", text);
        Assert.Contains("_jointCounts0.Add(update, yTrue, yPred);", text);
    }

    [Fact]
    public void ResultsOfOneReduction_ShareAccumulator()
    {
        var metrics = new PlannedMetrics().Add(
            "F",
            b =>
                b.Code(
                    "{0} + {1} + {2} + {3} + {4}",
                    b.Sum(b.Pred),
                    b.Reduce(ReductionKind.Mean, b.Pred),
                    b.Reduce(ReductionKind.Variance, b.Pred, b.Pred),
                    b.Reduce(ReductionKind.CoMomentMean, b.Pred, b.Pred),
                    b.Reduce(ReductionKind.CoMomentSum, b.Pred, b.Pred)
                )
        );
        Assert.Equal(["_sum0.AddMean(update, yPred, 0, [0]);", "_coMoment0.Add(update, yPred, yPred, 0, [0]);"], metrics.Update("FState"));
    }

    [Fact]
    public void Contraction_KeepsFormula()
    {
        var metrics = new PlannedMetrics().Add(
            "F",
            b =>
                b.Table.Reduce(
                    new Reduction(ReductionKind.Contraction, 0, [], SecondAxis: 1, Template: "{0}.T.matmul({1})"),
                    b.True,
                    b.Pred
                )
        );
        Assert.Equal(
            ["_contraction0.Add(update, yTrue, 0, yPred, 1, static (left, right) => left.T.matmul(right));"],
            metrics.Update("FState")
        );
    }

    internal static string Short(string text) => Gen.Generators.Metrics.Emit.Descriptions.Short(text);

    private static Node Ratio(PlanBuilder b, Node labels)
    {
        var hits = b.Sum(b.Code("{0}.logical_and({1})", OneHot(b, b.True), OneHot(b, b.Code("{0}.argmax(1)", b.Pred))));
        var all = b.Sum(OneHot(b, labels == b.Pred ? b.Code("{0}.argmax(1)", b.Pred) : labels));
        return b.Operator("{0} / {1}.clamp(min: 1)", hits, all);
    }

    private static Node OneHot(PlanBuilder b, Node labels) =>
        b.Code("global::TorchSharp.torch.nn.functional.one_hot({0}, {1})", labels, b.Config("numClasses"));
}
