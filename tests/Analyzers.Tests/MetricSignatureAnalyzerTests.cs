using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class MetricSignatureAnalyzerTests
{
    private const string Usings = "using Gen; using TorchSharp; using static TorchSharp.torch;\n";

    [Fact]
    public Task WhenTheMethodIsNotOneThatCanBeAFormulaItsNameIsMarked() => Verify.Reports(
        "GEN021",
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
        "'Instance' must be static: a metric is a formula over its parameters",
        "'Number' must return a Tensor, or a hand-written MetricState",
        "'Nothing' must return a Tensor, or a hand-written MetricState",
        "'Later' must return a Tensor, or a hand-written MetricState",
        "'Generic' must not be generic",
        "'NoBatch' needs a parameter of type Tensor: the batch that it is computed from",
        "'A' cannot be a metric of 'Open': the type is generic",
        "'B' cannot be a metric of 'Hidden': the type is file-local");

    [Fact]
    public Task WhenAParameterIsRandomItIsMarked() => Verify.Reports(
        "GEN021",
        Usings + """
        static partial class Theirs
        {
            [Metric] static Tensor A(Tensor x, Random [|noise|]) => x.sum() * noise.NextDouble();
            [Metric] static Tensor B(Tensor x, [Seed] long [|number|]) => x.sum() * number;
            [Metric] static Tensor C(Tensor x, long number) => x.sum() * number;
        }
        static partial class Mine { [Metric, Collect] static Tensor D(Tensor x, Random [|noise|]) => x.sum() * noise.NextDouble(); }
        """,
        "'noise' is a random stream, and a metric's value depends on the data and the config alone: take it out",
        "'number' is a random seed, and a metric's value depends on the data and the config alone: take it out",
        "'noise' is a random stream, and a metric's value depends on the data and the config alone: take it out");

    [Fact]
    public Task WhenAParameterCannotBeBatchOrConfigItIsMarked() => Verify.Reports(
        "GEN021",
        Usings + """
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
        "'x' must be an ordinary parameter, not ref, in or out",
        "'k' must be an ordinary parameter, not ref, in or out",
        "'k' must be an ordinary parameter, not ref, in or out",
        "'dims' must be an ordinary parameter, not params",
        "'more' is neither a batch tensor nor a config value: give each batch tensor a parameter of type Tensor",
        "'more' is neither a batch tensor nor a config value: give each batch tensor a parameter of type Tensor",
        "'f' is a delegate, which cannot be a config value: what it does to the rows is not seen, and two of them cannot be compared",
        "'s' is of a type that a state cannot keep",
        "batch tensor 'weight' must be neither optional nor nullable: every update gives it",
        "batch tensor 'y' must be neither optional nor nullable: every update gives it");

    [Fact]
    public Task WhenAHandWrittenStateCannotJoinItsFactoryIsMarked() => Verify.Reports(
        "GEN021",
        Usings + """
        static partial class Mine
        {
            [Metric] static Deaf [|A|]() => new Deaf();
            [Metric] static Counting B(Tensor [|x|]) => new Counting();
            [Metric, Collect] static Counting [|C|]() => new Counting();
        }
        public sealed class Deaf : Gen.Training.Metrics.MetricState { public override Tensor Compute() => zeros(1); }
        public sealed class Counting : Gen.Training.Metrics.MetricState { public void Update(Tensor x) { } public override Tensor Compute() => zeros(1); }
        """,
        "'Deaf' needs a method Update whose parameters are batch tensors, and optionally weights",
        "'x' cannot be a Tensor: a method that makes a state takes config values; batch tensors are parameters of the state's Update",
        "[Collect] does nothing on 'C': the state that it makes keeps what it wants");

    [Fact]
    public Task WhenNoEntryFillsAConfigParameterOfAnExperimentsMetricItIsMarked() => Verify.Reports(
        "GEN021",
        Usings + """
        [Experiment("x")] public sealed partial class X
        {
            public int NumClasses { get; init; } = 3;
            [Metric] static Tensor A(Tensor x, int numClasses, double scale = 2, [FromConfig("num_classes")] int k = 1) => x.sum() * numClasses * scale * k;
            [Metric] static Tensor B(Tensor x, double [|threshold|]) => x.gt(threshold).sum();
        }
        """,
        "Nothing fills config parameter 'threshold' of metric 'B': 'X' has no such entry; add one, or give the parameter a default");

    [Fact]
    public Task WhenMetricsOfATypeGiveOneNameTwoTypesTheLaterIsMarked() => Verify.Reports(
        "GEN021",
        Usings + """
        static partial class Mine
        {
            [Metric] static Tensor A(Tensor x, double k) => x.sum() * k;
            [Metric] static Tensor B(Tensor x, double k) => x.sum() * k;
            [Metric] static Tensor C(Tensor x, int [|k|]) => x.sum() * k;
        }
        """,
        "Config parameter 'k' is 'int' in metric 'C', but 'double' in 'A': metrics of one type share config parameters by name; give one of them another name");

    [Fact]
    public Task WhenTheSignatureIsRightNothingIsReported() => Verify.Accepts(
        Usings + """
        enum Average { Micro, Macro }
        [MetricLibrary] static partial class Library
        {
            [Metric] internal static Tensor A(Tensor x, double k) => x.sum() * k;
            [Metric] internal static Tensor B(Tensor x, int k, string? name = null, Average average = Average.Macro) => x.sum() * k;
        }
        interface IShared { }
        partial struct Value { [Metric] static Tensor A(Tensor x, Tensor sampleWeight) => (x * sampleWeight).sum(); }
        partial class Outer { private partial record Inner { [Metric("a")] private static Tensor A(Tensor x, long[] dims) => x.sum() * dims.Length; } }
        """);
}
