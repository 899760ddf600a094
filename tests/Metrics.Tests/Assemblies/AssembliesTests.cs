using System.Reflection;
using Gen.Metrics.Tests.Laws;
using Gen.Metrics.Tests.Support;
using Gen.Training.Metrics;
using Microsoft.CodeAnalysis;
using TorchSharp;

namespace Gen.Metrics.Tests.Assemblies;

/// <summary>Metrics of referenced assemblies are taken into a project's own and share its reductions.</summary>
public sealed class AssembliesTests
{
    private const string Composed = """
        // inputs: yTrue binary~; yPred unit
        // config: threshold = 0.6
        public static partial class Decisions
        {
            [Metric] public static Tensor Precision(Tensor yTrue, Tensor yPred, double threshold) =>
                Rates.Precision(yTrue, yPred.gt(threshold));

            [Metric] public static Tensor Both(Tensor yTrue, Tensor yPred, double threshold) =>
                Rates.Precision(yTrue, yPred.gt(threshold)) + 2 * Rates.BuiltInRecall(yTrue, yPred, threshold);

            [Metric] public static Tensor Strict(Tensor yTrue, Tensor yPred) => Rates.Precision(yTrue, yPred.gt(0.9));
        }

        // inputs: yTrue real; yPred real
        // config: factor = 3.0; way = Formulas.First.Rates.Way.Sum
        public static partial class Errors
        {
            [Metric] public static Tensor Plain(Tensor yTrue, Tensor yPred) => Rates.SquaredError(yTrue, yPred);

            [Metric] public static Tensor Scaled(Tensor yTrue, Tensor yPred, double factor) => Rates.Scaled(yTrue * 2, yPred * 2, factor);

            [Metric] public static Tensor Default(Tensor yTrue, Tensor yPred) => Rates.Scaled(yTrue, yPred);

            [Metric] public static Tensor Literal(Tensor yTrue, Tensor yPred) => Rates.Scaled(yPred: yPred, yTrue: yTrue, factor: 0.25);

            [Metric] public static Tensor Chosen(Tensor yTrue, Tensor yPred, Rates.Way way) =>
                Rates.Chosen(yTrue, yPred, way) + Rates.Chosen(yTrue, yPred);
        }

        // inputs: x real(3)
        // config: weights = new[] { 1.5, -2.0 }
        public static partial class Lists
        {
            [Metric] public static Tensor FromConfig(Tensor x, double[] weights) => Rates.Columns(x, weights);

            [Metric] public static Tensor Array(Tensor x) => Rates.Columns(x, new[] { 1.0, 2.0, 3.0 });

            [Metric] public static Tensor Collection(Tensor x) => Rates.Columns(x.abs(), [0.5, 2]);

            [Metric] public static Tensor Mixed(Tensor x, double[] weights) => Rates.Columns(x, [weights[0], 4]);

            [Metric] public static Tensor Two(Tensor x, double[] weights) =>
                Rates.Columns(x, weights) - Rates.Columns(x.square(), [1, 2, 0.5]) * Rates.Columns(x, weights);

            [Metric] public static Tensor Nested(Tensor x) => Rates.Inner.Spread(x.exp());
        }

        // inputs: x real(3)
        // config: parts = 4; tenths = 0.5f; name = "sum"
        public static partial class Arguments
        {
            [Metric] public static Tensor Parts(Tensor x, int parts) => Rates.PerPart(x, parts);

            [Metric] public static Tensor Tenths(Tensor x, float tenths) => Rates.PerPart(x, tenths);

            [Metric] public static Tensor Three(Tensor x) => Rates.PerPart(x, 3);

            [Metric] public static Tensor Nothing(Tensor x) => Rates.Named(x);

            [Metric] public static Tensor Named(Tensor x, string name) => Rates.Named(x, name, [1, 2]);

            [Metric] public static Tensor Literal(Tensor x) => Rates.Named(x, "sum", more: new long[] { 7 });

            [Metric] public static Tensor Rows(Tensor x) => Rates.ByRows(x) + Rates.ByElements(x);

            [Metric] public static Tensor Elements(Tensor x) => Rates.ByElements(x.flatten());

            [Metric] public static Tensor Powers(Tensor x, int parts) =>
                Rates.Power(x) + Rates.Power(x, 2) + Rates.Power(x * 0.1, parts) + Rates.Power(x, null);

            [Metric] public static Tensor BothFlattened(Tensor x) => Rates.RatioOfRows(x.flatten(), x.abs().flatten());

            [Metric] public static Tensor Changed(Tensor x) => Rates.RatioOfRows(x, x.abs());

            [Metric] public static Tensor Flattened(Tensor x) => Rates.ByRows(x.flatten());
        }

        // inputs: yTrue real(3); yPred real(3)
        // config: normalizer = new[] { 1.0, 0.0, 2.5 }
        public static partial class Relative
        {
            [Metric] public static Tensor FromConfig(Tensor yTrue, Tensor yPred, double[] normalizer) =>
                Regression.MeanRelativeErrorPerOutput(yTrue, yPred, normalizer);

            [Metric] public static Tensor Array(Tensor yTrue, Tensor yPred) =>
                Regression.MeanRelativeErrorPerOutput(yTrue, yPred, new[] { 1.0, 0.0, 4.0 });

            [Metric] public static Tensor Collection(Tensor yTrue, Tensor yPred) =>
                Regression.MeanRelativeErrorPerOutput(yTrue, yPred, [2, 3, 0]);
        }
        """;

    private const string Shared = """
        // inputs: yTrue real; yPred real
        public static partial class OneSum
        {
            [Metric] public static Tensor Theirs(Tensor yTrue, Tensor yPred) => Rates.SquaredError(yTrue, yPred);

            [Metric] public static Tensor BuiltIn(Tensor yTrue, Tensor yPred) => Regression.RootMeanSquaredError(yTrue, yPred);

            [Metric] public static Tensor Own(Tensor yTrue, Tensor yPred) => 1 / (1 + (yTrue - yPred).square().mean());
        }

        // inputs: yTrue labels(4); yPred scores(4)
        // config: numClasses = 4
        public static partial class OneTable
        {
            [Metric] public static Tensor Theirs(Tensor yTrue, Tensor yPred, int numClasses) => Rates.ClassRecall(yTrue, yPred, numClasses);

            [Metric] public static Tensor BuiltIn(Tensor yTrue, Tensor yPred, int numClasses) =>
                Classification.F1(yTrue, yPred, numClasses);

            [Metric] public static Tensor Own(Tensor yTrue, Tensor yPred, int numClasses) =>
                Classification.ConfusionMatrix(yTrue, yPred, numClasses).diagonal().sum();
        }

        // inputs: yTrue bits; yPred unit
        // config: threshold = 0.4
        public static partial class ThreeSums
        {
            [Metric] public static Tensor Theirs(Tensor yTrue, Tensor yPred, double threshold) =>
                Rates.BuiltInRecall(yTrue, yPred, threshold);

            [Metric] public static Tensor BuiltIn(Tensor yTrue, Tensor yPred, double threshold) =>
                Classification.BinaryPrecision(yTrue, yPred, threshold);

            [Metric] public static Tensor Own(Tensor yTrue, Tensor yPred, double threshold) =>
                yTrue.ne(0).logical_and(yPred.gt(threshold)).sum();
        }

        // inputs: yTrue binary~; yPred binary~
        public static partial class TwoSums
        {
            [Metric] public static Tensor Theirs(Tensor yTrue, Tensor yPred) => Rates.Precision(yTrue, yPred);

            [Metric] public static Tensor Hits(Tensor yTrue, Tensor yPred) => yTrue.ne(0).logical_and(yPred.ne(0)).sum();
        }
        """;

    private static readonly FormulaProgram s_composed = Libraries.UsingFirst(Composed);
    private static readonly FormulaProgram s_shared = Libraries.UsingFirst(Shared);

    public static TheoryData<string> ComposedClasses => [.. s_composed.Classes.Select(c => c.Name)];

    public static TheoryData<string> SharedClasses => [.. s_shared.Classes.Select(c => c.Name)];

    [Fact]
    public void ReferencedMetrics_AreNotReported()
    {
        foreach (var program in new[] { s_composed, s_shared, FormulaProgram.WithProjects(Libraries.Text(Composed), Libraries.First) })
        {
            Assert.True(!program.Problems.Any(), string.Join('\n', program.Problems));
            Assert.True(!program.Reported.Any(), string.Join('\n', program.Reported));
        }
    }

    [Theory]
    [MemberData(nameof(ComposedClasses))]
    public void ReferencedMetrics_Composed_Stream(string name) => Holds(s_composed, name);

    [Theory]
    [MemberData(nameof(SharedClasses))]
    public void ReferencedMetrics_SharedReductions_Stream(string name) => Holds(s_shared, name);

    [Theory]
    [InlineData("OneSum", 1)]
    [InlineData("OneTable", 1)]
    [InlineData("TwoSums", 2)]
    [InlineData("ThreeSums", 3)]
    public void EqualReductions_OfSeveralAssemblies_ShareAccumulator(string name, int accumulators) =>
        Assert.Equal(accumulators, Accumulators(s_shared, name));

    [Fact]
    public void ProjectReference_InEditor_IsPlannedAsBuilt()
    {
        var program = FormulaProgram.WithProjects(Libraries.Text(Composed), Libraries.First);
        Assert.Equal(Generated(s_composed), Generated(program));
    }

    [Fact]
    public void RowsAndItems_OfReferencedMetric_AreDistinguished()
    {
        var program = Libraries.UsingFirst("""
            // inputs: x real(3)
            public static partial class Mixed
            {
                [Metric] public static Tensor Value(Tensor x) => Rates.RatioOfRows(x.flatten(), x);
            }
            """);
        Assert.Empty(program.Reported);
        using var scope = torch.NewDisposeScope();
        using var state = program.Formulas(program.Classes.Single()).Single().NewState();
        var error = Assert.Throws<ArgumentException>(() => state.Update(new Dictionary<string, torch.Tensor> { ["x"] = torch.ones(4, 3) }));
        Assert.Contains("Rates.RatioOfRows(x.flatten(), x)", error.Message);
        Assert.Equal(0L, (long)state.State.Rows);
    }

    [Fact]
    public void AssemblyChain_StreamsAndShares()
    {
        var program = Libraries.UsingBoth("""
            // inputs: yTrue real; yPred real
            // config: threshold = 0.3
            public static partial class Third
            {
                [Metric] public static Tensor Negative(Tensor yTrue, Tensor yPred) => -Second.Means.Root(yTrue, yPred);

                [Metric] public static Tensor Direct(Tensor yTrue, Tensor yPred) => Rates.SquaredError(yTrue, yPred);

                [Metric] public static Tensor BuiltIn(Tensor yTrue, Tensor yPred) => Regression.MeanSquaredError(yTrue, yPred);
            }

            // inputs: yTrue binary~; yPred unit; x real(2)
            // config: threshold = 0.3
            public static partial class Others
            {
                [Metric] public static Tensor At(Tensor yTrue, Tensor yPred, double threshold) =>
                    Second.Means.PrecisionAt(yTrue, yPred.sqrt(), threshold * 2);

                [Metric] public static Tensor Halves(Tensor x) => Second.Means.Halves(x * 3);
            }
            """);
        Assert.True(!program.Problems.Any(), string.Join('\n', program.Problems));
        Assert.Empty(program.Reported);
        Holds(program, "Third");
        Holds(program, "Others");
        Assert.Equal(1, Accumulators(program, "Third"));
    }

    private static void Holds(FormulaProgram program, string name)
    {
        Formula[] formulas = [.. program.Formulas(program.Classes.Single(c => c.Name == name))];
        StreamingLawTests.Check(formulas, 60, law => law.HoldsForRows());
        StreamingLawTests.Check(formulas, 40, law => law.HoldsForWeights());
        StreamingLawTests.Check(formulas, 20, law => law.HoldsForTheSet());
        StreamingLawTests.Check(formulas, 10, law => law.HoldsForNothing());
    }

    private static int Accumulators(FormulaProgram program, string name) =>
        program
            .Type(program.Classes.Single(c => c.Name == name))
            .GetNestedType("MetricSet")!
            .GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Count(f => f.FieldType.IsSubclassOf(typeof(Accumulator)));

    private static string[] Generated(FormulaProgram program) =>
        [
            .. program
                .Output.SyntaxTrees.Where(t => t.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
                .Select(t => t.ToString())
                .Order(StringComparer.Ordinal),
        ];
}
