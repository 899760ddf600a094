using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

/// <summary>GEN021 at <c>[UseMetrics]</c>.</summary>
public class UsedMetricsTests
{
    private const string Usings = """
        using Gen;
        using Gen.Training;
        using Gen.Training.Metrics;
        using TorchSharp;
        using static TorchSharp.torch;

        """;

    [Fact]
    public Task NamesThatCannotBeUsed_AreReportedAtThemselves() => Verify.ReportsBesideRules(
        RuleIds.MetricSignature,
        [RuleIds.GeneratedMemberCollision],
        Usings + """
        [UseMetrics(typeof(Classification), [|"Acuracy"|], nameof(Classification.Accuracy), [|"Labels"|])]
        [UseMetrics(typeof(Mine), [|"Twice"|], [|"Median"|], [|"Hidden"|], [|"Accuracy"|])]
        static partial class T
        {
            [Metric("twice_again")] static Tensor A(Tensor x) => x.sum();
        }
        static partial class Mine
        {
            [Metric] public static Tensor Twice(Tensor x) => x.sum() * 2;
            public static Tensor Twice(Tensor x, int k) => x.sum() * k;
            [Metric("twice_again")] public static Tensor Twice(Tensor x, double k) => x.sum() * k;
            [Metric, Collect] public static Tensor Median(Tensor x) => x.median();
            [Metric] private static Tensor Hidden(Tensor x) => x.sum();
            [Metric] public static Tensor Accuracy(Tensor x) => x.sum();
        }
        """,
        "Metric 'Acuracy' does not exist in 'Classification'. Did you mean 'Accuracy'?",
        "Metric 'Labels' does not exist in 'Classification'.",
        "Metric 'Twice' is the name of several metrics of 'Mine'. Write a [Metric] method that calls it.",
        "Metric 'Median' keeps a state that only a method of 'T' can create. Write a [Metric] method that calls it.",
        "Metric 'Hidden' does not exist in 'Mine'. Its metrics are Twice, Median, Accuracy.",
        "Metric 'Accuracy' has the same name in logs as another metric of 'T', accuracy.");

    [Fact]
    public Task ConfigParameter_WithoutEntry_IsReported() => Verify.Reports(
        RuleIds.MetricSignature,
        Usings + """
        [Experiment("t")]
        [UseMetrics(typeof(Classification), [|"MacroF1"|], "SparseTopKCategoricalAccuracy")]
        internal sealed partial record T { MetricSet Create() => CreateMetricSet(1); }
        [Experiment("u")]
        [UseMetrics(typeof(Classification), [|"FBeta"|])]
        internal sealed partial record U
        {
            public int NumClasses => 3;
            public string Beta { get; init; } = "";
            MetricSet Create() => CreateMetricSet(double.Parse(Beta));
        }
        """,
        "Config parameter 'numClasses' of metric 'MacroF1' has no value because 'T' has no such entry. Add the entry, or a default value.",
        "Metric 'FBeta' has the config parameter 'beta' of type 'double', which the entry of that name does not fit. Write a [Metric] "
        + "method that calls it.");

    [Fact]
    public Task UsedMetrics_FilledByEntries_AreNotReported() => Verify.Reports(
        RuleIds.MetricSignature,
        Usings + """
        [Experiment("t")]
        [UseMetrics(typeof(Classification), "MacroF1", "Recall")]
        internal sealed partial record T
        {
            public int NumClasses => 10;
            MetricSet Create() => CreateMetricSet();
        }
        """);

    [Fact]
    public Task Name_OfAUsedMetric_IsLogged() => Verify.Reports(
        RuleIds.MonitoredName,
        Usings + """
        [Experiment("t")]
        [UseMetrics(typeof(Classification), "MacroF1", "Recall")]
        internal sealed partial record T
        {
            public int NumClasses => 10;

            void Train(nn.Module<Tensor, Tensor> model) =>
                CreateTrainer(model, new OptimizerConfig.Adam(), new LossConfig.CrossEntropy(),
                    new EarlyStopping("val_macro_f1"), new EarlyStopping([|"val_macro_f2"|]));
        }
        """,
        "Experiment 'T' does not log 'val_macro_f2'. Did you mean 'val_macro_f1'?");

    [Fact]
    public Task MisspelledName_FixChangesIt() => VerifyFix.Fixes(
        RuleIds.MetricSignature,
        Usings + """
        [UseMetrics(typeof(Classification), [|"Acuracy"|])] static partial class T { }
        """,
        Usings + """
        [UseMetrics(typeof(Classification), "Accuracy")] static partial class T { }
        """);

    [Fact]
    public Task NotPartialType_IsReported() => Verify.Reports(
        RuleIds.NotPartial,
        Usings + """
        [UseMetrics(typeof(Classification), "Accuracy")] static class [|T|] { }
        """,
        "Type 'T' must be partial because code is generated for the metrics of 'T'");
}
