using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class MetricSignatureTests
{
    private const string Usings = "using Gen; using TorchSharp; using static TorchSharp.torch;\n";

    [Fact]
    public Task InvalidMethod_IsReportedAtName() => Verify.Reports(
        RuleIds.MetricSignature,
        Usings + """
        abstract partial class Mine
        {
            [Metric] Tensor [|Instance|](Tensor x) => x.sum();
            [Metric] static double [|Number|](Tensor x) => 1;
            [Metric] static void [|Nothing|](Tensor x) { }
            [Metric] static async Task<Tensor> [|Later|](Tensor x) { await Task.Yield(); return x.sum(); }
            [Metric] static Tensor [|Generic|]<T>(Tensor x) => x.sum();
            [Metric] static Tensor [|NoBatch|](int k) => tensor(k);
        }
        static partial class Open<T> { [Metric] static Tensor [|A|](Tensor x) => x.sum(); }
        file static partial class Hidden { [Metric] static Tensor [|B|](Tensor x) => x.sum(); }
        """,
        "Metric 'Instance' must be static because a metric is a formula over its parameters",
        "Metric 'Number' must return a Tensor or a hand-written MetricState",
        "Metric 'Nothing' must return a Tensor or a hand-written MetricState",
        "Metric 'Later' must return a Tensor or a hand-written MetricState",
        "Metric 'Generic' must not be generic",
        "Metric 'NoBatch' needs a parameter of type Tensor for the batch from which it is computed",
        "Metric 'A' cannot be a member of 'Open' because that type is generic",
        "Metric 'B' cannot be a member of 'Hidden' because that type is file-local");

    [Fact]
    public Task RandomParameter_IsReported() => Verify.Reports(
        RuleIds.MetricSignature,
        Usings + """
        static partial class Theirs
        {
            [Metric] static Tensor A(Tensor x, Random [|noise|]) => x.sum() * noise.NextDouble();
            [Metric] static Tensor B(Tensor x, [Seed] long [|number|]) => x.sum() * number;
            [Metric] static Tensor C(Tensor x, long number) => x.sum() * number;
        }
        static partial class Mine { [Metric, Collect] static Tensor D(Tensor x, Random [|noise|]) => x.sum() * noise.NextDouble(); }
        """,
        "Parameter 'noise' of metric 'A' is a random number generator, but a metric may depend only on the data and the config",
        "Parameter 'number' of metric 'B' is a random seed, but a metric may depend only on the data and the config",
        "Parameter 'noise' of metric 'D' is a random number generator, but a metric may depend only on the data and the config");

    [Fact]
    public Task ParameterNeitherBatchNorConfig_IsReported() =>
        Verify.Reports(
            RuleIds.MetricSignature,
            Usings
                + """
                static partial class Mine
                {
                    [Metric] static Tensor A(ref Tensor [|x|]) => x.sum();
                    [Metric] static Tensor B(Tensor x, out int [|k|]) { k = 1; return x.sum(); }
                    [Metric] static Tensor C(Tensor x, in int [|k|]) => x.sum() * k;
                    [Metric] static Tensor D(Tensor x, params int[] [|dims|]) => x.sum() * dims.Length;
                    [Metric] static Tensor E(Tensor x, Tensor[] [|more|]) => x.sum();
                    [Metric] static Tensor F(Tensor x, List<Tensor> [|more|]) => x.sum();
                    [Metric] static Tensor G(Tensor x, Func<Tensor, Tensor> [|f|]) => f(x).sum();
                    [Metric] static Tensor H(Tensor x, Span<int> [|s|]) => x.sum();
                    [Metric] static Tensor I(Tensor x, Tensor? [|weight|]) => x.sum();
                    [Metric] static Tensor J(Tensor x, Tensor [|y|] = null!) => (x + y).sum();
                }
                """,
            "Parameter 'x' of metric 'A' must not be ref, in or out",
            "Parameter 'k' of metric 'B' must not be ref, in or out",
            "Parameter 'k' of metric 'C' must not be ref, in or out",
            "Parameter 'dims' of metric 'D' must not be params",
            "Parameter 'more' of metric 'E' is neither a batch tensor nor a config value. Use a parameter of type Tensor for each batch "
            + "tensor.",
            "Parameter 'more' of metric 'F' is neither a batch tensor nor a config value. Use a parameter of type Tensor for each batch "
            + "tensor.",
            "Parameter 'f' of metric 'G' is a delegate, which cannot be a config value because its effect on the rows is not known and "
            + "two of them cannot be compared",
            "Parameter 's' of metric 'H' has a type that a state cannot store",
            "Parameter 'weight' of metric 'I' must be neither optional nor nullable because every update passes the batch tensor",
            "Parameter 'y' of metric 'J' must be neither optional nor nullable because every update passes the batch tensor"
        );

    [Fact]
    public Task HandWrittenStateWithoutUpdate_IsReported() =>
        Verify.Reports(
            RuleIds.MetricSignature,
            Usings
                + """
                static partial class Mine
                {
                    [Metric] static Deaf [|A|]() => new Deaf();
                    [Metric] static Counting B(Tensor [|x|]) => new Counting();
                    [Metric, Collect] static Counting [|C|]() => new Counting();
                }
                public sealed class Deaf : Gen.Training.Metrics.MetricState { public override Tensor Compute() => zeros(1); }
                public sealed class Counting : Gen.Training.Metrics.MetricState
                {
                    public void Update(Tensor x) { }
                    public override Tensor Compute() => zeros(1);
                }
                """,
            "Metric 'A' returns 'Deaf', which needs a method Update with batch tensors, and optionally weights, as parameters",
            "Parameter 'x' of metric 'B' cannot be a Tensor because a method that returns a state takes config values. Batch tensors are "
            + "parameters of the state's Update.",
            "Metric 'C' cannot have [Collect] because it returns a state, which decides what it keeps"
        );

    private const string Counting = """
        public sealed class Counting : Gen.Training.Metrics.MetricState
        {
            public void Update(Tensor x) { }
            public override Tensor Compute() => zeros(1);
        }
        """;

    [Fact]
    public Task HandWrittenStateWithoutShape_IsReported() =>
        Verify.Reports(
            RuleIds.MetricSignature,
            Usings
                + """
                static partial class Mine
                {
                    [Metric] static Counting [|A|]() => new Counting();
                    [Metric("b", Shape = MetricShape.Vector)] static Counting B() => new Counting();
                    [Metric(Shape = MetricShape.Inferred)] static Counting [|C|]() => new Counting();
                    [Metric] static Gen.Training.Metrics.Regression.MeanSquaredErrorState D() => new();
                }

                """
                + Counting,
            "Metric 'A' returns 'Counting', whose value can have any shape. Give it, as in [Metric(Shape = MetricShape.Scalar)].",
            "Metric 'C' returns 'Counting', whose value can have any shape. Give it, as in [Metric(Shape = MetricShape.Scalar)]."
        );

    [Theory]
    [InlineData("Metric", "Metric(Shape = MetricShape.Scalar)")]
    [InlineData("Metric(\"a\")", "Metric(\"a\", Shape = MetricShape.Scalar)")]
    public Task Fix_GivesShape(string before, string after)
    {
        string Text(string attribute) => $$"""
            {{Usings}}static partial class Mine
            {
                [{{attribute}}] static Counting A() => new Counting();
            }
            {{Counting}}
            """;
        return VerifyFix.Fixes(RuleIds.MetricSignature, Text(before), Text(after), title: "Set Shape to Scalar");
    }

    [Fact]
    public Task UnfilledConfigParameter_IsReported() =>
        Verify.Reports(
            RuleIds.MetricSignature,
            Usings
                + """
                [Experiment("x")] public sealed partial class X
                {
                    public int NumClasses { get; init; } = 3;
                    [Metric] static Tensor A(Tensor x, int numClasses, double scale = 2, [FromConfig("num_classes")] int k = 1) =>
                        x.sum() * numClasses * scale * k;
                    [Metric] static Tensor B(Tensor x, double [|threshold|]) => x.gt(threshold).sum();
                }
                """,
            "Config parameter 'threshold' of metric 'B' has no value because 'X' has no such entry. Add the entry, or a default value."
        );

    [Fact]
    public Task SharedConfigParameterOfTwoTypes_LaterIsReported() =>
        Verify.Reports(
            RuleIds.MetricSignature,
            Usings
                + """
                static partial class Mine
                {
                    [Metric] static Tensor A(Tensor x, double k) => x.sum() * k;
                    [Metric] static Tensor B(Tensor x, double k) => x.sum() * k;
                    [Metric] static Tensor C(Tensor x, int [|k|]) => x.sum() * k;
                }
                """,
            "Config parameter 'k' has type 'int' in metric 'C', but type 'double' in 'A'. Metrics of one class share config parameters by "
            + "name."
        );

    [Fact]
    public Task ValidSignatures_AreAccepted() =>
        Verify.Accepts(
            Usings
                + """
                enum Average { Micro, Macro }
                [MetricLibrary] static partial class Library
                {
                    [Metric] internal static Tensor A(Tensor x, double k) => x.sum() * k;
                    [Metric] internal static Tensor B(Tensor x, int k, string? name = null, Average average = Average.Macro) => x.sum() * k;
                }
                interface IShared { }
                partial struct Value { [Metric] static Tensor A(Tensor x, Tensor sampleWeight) => (x * sampleWeight).sum(); }
                partial class Outer
                {
                    private partial record Inner { [Metric("a")] private static Tensor A(Tensor x, long[] dims) => x.sum() * dims.Length; }
                }
                """
        );

    [Fact]
    public Task Fix_MakesStatic() => VerifyFix.Fixes(
        RuleIds.MetricSignature,
        Usings + """
        partial class Mine
        {
            /// <summary>All of it.</summary>
            [Metric] // streamed
            private Tensor Total(Tensor x) => x.sum();
        }
        """,
        Usings + """
        partial class Mine
        {
            /// <summary>All of it.</summary>
            [Metric] // streamed
            private static Tensor Total(Tensor x) => x.sum();
        }
        """,
        title: "Make 'Total' static");

    [Fact]
    public Task AddEntry_ForConfigParameter() => VerifyFix.Fixes(
        RuleIds.MetricSignature,
        Usings + """
        [Experiment("x")] public sealed partial class X
        {
            public int NumClasses { get; init; } = 3;
            [Metric] static Tensor A(Tensor x, int numClasses) => x.sum() * numClasses;
            [Metric] static Tensor B(Tensor x, double threshold) => x.gt(threshold).sum();
        }
        """,
        Usings + """
        [Experiment("x")] public sealed partial class X
        {
            public int NumClasses { get; init; } = 3;
            public double Threshold { get; init; } = 0;
            [Metric] static Tensor A(Tensor x, int numClasses) => x.sum() * numClasses;
            [Metric] static Tensor B(Tensor x, double threshold) => x.gt(threshold).sum();
        }
        """,
        action: 1,
        title: "Add entry 'Threshold' to 'X'");

    [Fact]
    public Task FixAll_InThreeProjects()
    {
        static string Text(string modifier) =>
            $$"""
                //// Lib/A.cs
                {{Usings}}public partial class A { [Metric] {{modifier}}Tensor X(Tensor x) => x.sum();
                    [Metric] public {{modifier}}Tensor Y(Tensor x) => x.mean(); }
                //// App/B.cs
                {{Usings}}partial struct B { [Metric] internal {{modifier}}Tensor X(Tensor x) => x.sum(); }
                //// Tools/C.cs
                {{Usings}}partial record C { [Metric] {{modifier}}Tensor X(Tensor x) => x.sum(); }
                """;
        return VerifyFix.FixesAll(RuleIds.MetricSignature, Text(""), Text("static "));
    }

    [Fact]
    public Task NoFix_WhenInstanceIsUsedOrSignatureIsWrong() => VerifyFix.OffersNothing(
        RuleIds.MetricSignature,
        Usings + """
        abstract partial class Mine
        {
            int _k;
            [Metric] Tensor A(Tensor x) => x.sum() * _k;
            [Metric] static double B(Tensor x) => 1;
            [Metric] static Tensor C(Tensor x, in int k) => x.sum() * k;
            [Metric] static Tensor D(int k) => tensor(k);
        }
        """);
}
