namespace Gen.Generators.Tests.Metrics;

/// <summary>Metrics that a type uses of others: in the set as if it had a method of one line for each.</summary>
public sealed class UsedMetricsTests
{
    private const string Usings = """
        using TorchSharp;
        using static TorchSharp.torch;
        using Gen.Training;
        using Gen.Training.Data;
        using Gen.Training.Metrics;

        """;

    private const string Experiment = """
        [UseMetrics(typeof(Classification), nameof(Classification.MacroF1), "Recall")]
        [UseMetrics(typeof(Own), nameof(Own.Doubled))]
        [Experiment("t")] public partial class T
        {
            public int NumClasses { get; init; } = 3;

            [Metric] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.argmax(1).eq(yTrue).to_type(float32).mean();

            public static string Run(string what)
            {
                using var x = tensor(new float[] { 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 1, 0 }, [4, 3]);
                using var y = tensor(new long[] { 0, 1, 2, 2 });
                using var set = new T().CreateMetricSet();
                foreach (var rows in new[] { (0, 1), (1, 3) })
                    set.Update(y[rows.Item1..(rows.Item1 + rows.Item2)], x[rows.Item1..(rows.Item1 + rows.Item2)]);
                var values = set.Compute();
                using var f1 = Classification.MacroF1(y, x, 3);
                using var recall = Classification.Recall(y, x, 3);
                return string.Join(' ', T.MetricSet.Infos.Select(i => $"{i.Name}:{i.Shape}"))
                    + $" {values.Accuracy == 0.75} {Math.Abs(values.MacroF1 - f1.ToDouble()) < 1e-6}"
                    + $" {values.Recall.SequenceEqual(recall.data<double>().ToArray())} {values.Doubled}"
                    + $" {Logs.Names.ValMacroF1} {nameof(Logs.Recall)}";
            }
        }

        public static partial class Own
        {
            [Metric] internal static Tensor Doubled(Tensor yTrue, int numClasses = 2) => (yTrue * Twice(1)).sum() + numClasses;
            private static double Twice(double x) => 2 * x;
        }
        """;

    [Fact]
    public void UsedMetrics_AreInSetAndLogs() => Assert.Equal(
        "accuracy:Scalar macro_f1:Scalar recall:Vector doubled:Scalar True True True 13 val_macro_f1 Recall",
        GeneratedProgram.OfTorch(Usings + Experiment).Call("T.Run", "")!);

    [Fact]
    public void UsedMetrics_HaveNoStateClassOfTheirOwn()
    {
        var text = GeneratedProgram.OfTorch(Usings + Experiment).Files["T.Metrics.g.cs"];
        Assert.Contains("class AccuracyState", text);
        Assert.DoesNotContain("class MacroF1State", text);
        Assert.DoesNotContain("class RecallState", text);
    }

    [Fact]
    public void UsedMetrics_ShareWhatAMethodOfOneLineShares()
    {
        const string Methods = """
            [Metric] static Tensor WeightedF1(Tensor yTrue, Tensor yPred, int numClasses) => Classification.WeightedF1(yTrue, yPred, numClasses);
            [Metric] static Tensor Recall(Tensor yTrue, Tensor yPred, int numClasses) => Classification.Recall(yTrue, yPred, numClasses);
            """;
        var used = Set("""[UseMetrics(typeof(Classification), "WeightedF1", "Recall")] public static partial class T { }""");
        var called = Set($"public static partial class T {{ {Methods} }}");
        Assert.Equal(called, used);

        // The set alone, which begins with its own comment.
        static string Set(string source)
        {
            var text = GeneratedProgram.OfTorch(Usings + source).Files["T.Metrics.g.cs"];
            var lines = text[text.IndexOf("/// <summary>All metrics of", StringComparison.Ordinal)..].Split('\n');
            return string.Join('\n', lines.Where(l => !l.Contains("///", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("public partial record T;")]
    [InlineData("public partial struct T { }")]
    [InlineData("namespace A { internal static partial class T { } }")]
    public void TypeWithoutMethods_HasSet(string type)
    {
        var source = Usings + type.Replace("public", "[UseMetrics(typeof(Regression), \"R2\")] public")
            .Replace("internal", "[UseMetrics(typeof(Regression), \"R2\")] internal");
        Assert.Contains("sealed class MetricSet", Assert.Single(GeneratedProgram.OfTorch(source).Files).Value);
    }
}
