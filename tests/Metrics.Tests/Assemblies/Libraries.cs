using Gen.Metrics.Tests.Support;

namespace Gen.Metrics.Tests.Assemblies;

/// <summary>Projects with metrics, each using those of the one before.</summary>
internal static class Libraries
{
    private const string Usings = """
        using System.Collections.Generic;
        using Gen;
        using Gen.Training.Metrics;
        using TorchSharp;
        using static TorchSharp.torch;


        """;

    public static FormulaProgram First { get; } = FormulaProgram.Of(Usings + """
        namespace Formulas.First;

        public static partial class Rates
        {
            public enum Way { Mean, Sum }

            private static readonly double s_secret = 3;

            [Metric] public static Tensor Hits(Tensor yTrue, Tensor yPred) => Positive(yTrue).logical_and(Positive(yPred)).sum();

            [Metric] public static Tensor Precision(Tensor yTrue, Tensor yPred) => Hits(yTrue, yPred) / Positive(yPred).sum().clamp(min: 1);

            [Metric] public static Tensor SquaredError(Tensor yTrue, Tensor yPred) => (yTrue - yPred).square().mean();

            [Metric] public static Tensor Scaled(Tensor yTrue, Tensor yPred, double factor = 2) => Internal(yTrue, yPred) * factor;

            [Metric] internal static Tensor Internal(Tensor yTrue, Tensor yPred) => (yTrue - yPred).abs().mean();

            [Metric] public static Tensor Chosen(Tensor yTrue, Tensor yPred, Way way = Way.Mean) =>
                way == Way.Mean ? (yTrue - yPred).abs().mean() : (yTrue - yPred).abs().sum();

            [Metric] public static Tensor Columns(Tensor x, double[] weights)
            {
                var sum = x.select(1, 0).sum() * 0;
                for (var k = 0; k < weights.Length; k++)
                    sum = sum + x.select(1, k).sum() * weights[k];
                return sum / weights.Length;
            }

                    [Metric] public static Tensor BuiltInRecall(Tensor yTrue, Tensor yPred, double threshold) =>
                        Classification.BinaryRecall(yTrue, yPred, threshold);

                    [Metric] public static Tensor ClassRecall(Tensor yTrue, Tensor yPred, int numClasses) =>
                        Classification.Recall(yTrue, yPred, numClasses);

            [Metric] public static Tensor ByRows(Tensor x) => x.sum() / x.shape[0];

            [Metric] public static Tensor ByElements(Tensor x) => x.sum() / x.numel();

            [Metric] public static Tensor RatioOfRows(Tensor x, Tensor y) => (x.sum() + y.sum()) / y.shape[0];

            [Metric] public static Tensor Power(Tensor x, int? power = null) => power is null ? x.sum() : x.pow(power.Value).sum();

            [Metric] public static Tensor PerPart(Tensor x, double parts) => x.sum() * (1 / parts);

            [Metric] public static Tensor Named(Tensor x, string? name = null, long[]? more = null) =>
                (name is null ? x.mean() : x.sum()) + (more is null ? 5 : more.Length);

            [Metric] public static Tensor Secret(Tensor x) => x.sum() * s_secret;

            [Metric, Collect] public static Tensor Kept(Tensor x) => x.median();

            [Metric] public static Tensor Twice(Tensor x) => x.sum() * 2;

            [Metric("twice_by")] public static Tensor Twice(Tensor x, double factor) => x.sum() * 2 * factor;

            private static Tensor Positive(Tensor x) => x.ne(0);

            public static partial class Inner
            {
                [Metric] public static Tensor Spread(Tensor x) => x.std(dim: 0, unbiased: false).mean();
            }
        }

        internal static partial class Hidden
        {
            [Metric] public static Tensor Sum(Tensor x) => x.sum();
        }

        public static class Old
        {
            [Metric] public static Tensor Mean(Tensor x) => x.mean();

            [MetricPlan(99, "x\t\t0\nInput\tglobal::TorchSharp.torch.Tensor\tx\t\n")]
            public sealed class MeanState;

            [Metric] public static Tensor Torn(Tensor x) => x.mean();

            [MetricPlan(3, "x\t\t0\nInput")]
            public sealed class TornState;
        }
        """);

    public static FormulaProgram Second { get; } = FormulaProgram.With(Usings + """
        namespace Formulas.Second;

        using Formulas.First;

                public static partial class Means
                {
                    [Metric] public static Tensor PrecisionAt(Tensor yTrue, Tensor yPred, double threshold) =>
                        Rates.Precision(yTrue, yPred.gt(threshold));

            [Metric] public static Tensor Root(Tensor yTrue, Tensor yPred) => Rates.SquaredError(yTrue, yPred).sqrt();

            [Metric] public static Tensor Halves(Tensor x) => Rates.Columns(x, [0.5, 0.5]);
        }
        """, First);

    /// <summary>A project of one more text that references the first.</summary>
    public static FormulaProgram UsingFirst(string text) => FormulaProgram.With(Text(text), First);

    /// <summary>A project of one more text that references both.</summary>
    public static FormulaProgram UsingBoth(string text) => FormulaProgram.With(Text(text), First, Second);

    /// <summary>A text with the usings that the others have.</summary>
    public static string Text(string text) => Usings + "namespace Formulas;\n\nusing Formulas.First;\n\n" + text;
}
