namespace Gen.Generators.Tests.Metrics.Plan;

/// <summary>Metrics that count the same classes share a table of counts.</summary>
public sealed class JointCountsTests
{
    private const string Usings =
        "using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn; using Gen.Training.Metrics;\n";

    private const string Precision = """
        [Metric] static Tensor Precision(Tensor yTrue, Tensor yPred, int n)
        {
            var predicted = functional.one_hot(yPred.argmax(1), n);
            return (functional.one_hot(yTrue, n) * predicted).sum(dim: 0) / predicted.sum(dim: 0).clamp(min: 1);
        }
        """;

    private const string Accuracy =
        "[Metric] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.argmax(1).eq(yTrue).to_type(float32).mean();";
    private const string Recall =
        "[Metric] static Tensor Recall(Tensor yTrue, Tensor yPred, int n) => Classification.Recall(yTrue, yPred, n);";
    private const string Sparse =
        "[Metric] static Tensor Sparse(Tensor yTrue, Tensor yPred) => Classification.SparseCategoricalAccuracy(yTrue, yPred);";

    [Theory]
    [InlineData(Accuracy, Precision)]
    [InlineData(Accuracy, Recall)]
    [InlineData(Recall, Accuracy)]
    [InlineData(Sparse, Recall)]
    [InlineData(Precision, Recall)]
    [InlineData(Recall, Precision)]
    [InlineData(Recall, Accuracy, Precision, Sparse)]
    public void CountsOfSameIndices_ShareTable(params string[] metrics)
    {
        var update = Update(metrics);
        Assert.Equal(1, update.Split("_jointCounts0.Add(").Length - 1);
        Assert.DoesNotContain("_jointCounts1", update);

        // Other accumulators are for labels of another type or rank.
        foreach (var line in update.Split('\n').Where(line => line.Contains(".AddMean(") || line.Contains("_sum")))
            Assert.StartsWith("                ", line);
    }

    [Fact]
    public void CountsOfOtherIndices_HaveTheirOwnTables()
    {
        var update = Update(
            Recall,
            "[Metric] static Tensor Shifted(Tensor yTrue, Tensor yPred, int n) => Classification.Recall(yTrue + 1, yPred, n);"
        );
        Assert.Contains("_jointCounts1.Add(", update);
    }

    private static string Update(params string[] metrics)
    {
        var text = GeneratedProgram.OfTorch(Usings + "public static partial class T { " + string.Join('\n', metrics) + " }").Files[
            "T.Metrics.g.cs"
        ];
        text = text[text.IndexOf("class MetricSet", StringComparison.Ordinal)..];
        text = text[text.IndexOf("void Update", StringComparison.Ordinal)..];
        return text[..text.IndexOf("update.Commit();", StringComparison.Ordinal)];
    }
}
