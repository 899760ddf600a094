using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class DeviceSynchronizationTests
{
    private const string Usings = "using Gen; using TorchSharp; using static TorchSharp.torch;\n";

    [Fact]
    public Task Metric_ReadOfResult_IsReported() => Verify.Reports(
        RuleIds.DeviceSynchronization,
        Usings + """
        static partial class Mine
        {
            [Metric] static Tensor A(Tensor x) => x.sum() / Math.Max(x.abs().sum().[|item<float>|](), 1);
            [Metric] static Tensor B(Tensor x) => tensor(x.sum().[|ToSingle|]() + x.sum().[|ToDouble|]());
            [Metric] static Tensor C(Tensor x) => x.sum().[|ToInt64|]() > 0 ? x.mean() : x.sum();
        }
        """,
        "'item<float>()' waits for the device in every call of 'A'. Use the tensor instead.",
        "'ToSingle()' waits for the device in every call of 'B'. Use the tensor instead.",
        "'ToDouble()' waits for the device in every call of 'B'. Use the tensor instead.",
        "'ToInt64()' waits for the device in every call of 'C'. Use the tensor instead.");

    [Fact]
    public Task CollectedMetric_AnyRead_IsReported() => Verify.Reports(
        RuleIds.DeviceSynchronization,
        Usings + """
        static partial class Mine
        {
            [Metric, Collect] static Tensor A(Tensor x)
            {
                return Inner();
                Tensor Inner() => tensor(Enumerable([|(x.sum()).item<float>|]()));
                static double Enumerable(double v) => v;
            }
        }
        """.Replace("[|(x.sum()).item<float>|]", "(x.sum()).[|item<float>|]"),
        "'item<float>()' waits for the device in every call of 'A'. Use the tensor instead.");

    [Fact]
    public Task Metric_ReadOfBatch_ReportsOnlyUnstreamableMetric() =>
        Verify.Reports(
            "GEN020",
            Usings
                + "static partial class Mine { [Metric] static Tensor A(Tensor x) => x.sum() * [|x[0].item<float>()|]; }".Replace(
                    "[|x[0].item<float>()|]",
                    "[|x[0]|].item<float>()"
                ),
            "Metric 'A' cannot be streamed: single rows are picked, and which rows these are depends on how the data is split into "
            + "batches; use where or a weight to leave rows out"
        );

    [Fact]
    public Task ReadsElsewhereOrOfOtherTypes_AreAccepted() => Verify.Accepts(
        Usings + """
        static partial class Mine
        {
            static double Plain(Tensor x) => x.sum().item<float>() + x.mean().ToDouble();
            [Metric] static Tensor A(Tensor x, double k) => x.sum() * (float)k * (int)x.shape[0] * k.ToScalar().ToDouble();
        }
        """);

    [Fact]
    public Task BatchHook_NumberParameters_AreReported() =>
        Verify.Reports(
            RuleIds.DeviceSynchronization,
            Usings
                + """
                [Experiment("x")] public partial class X
                {
                    [Metric] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.eq(yTrue).to_type(float32).mean();
                    [OnBatchEnd] void A(double [|loss|], double [|accuracy|], Tensor yPred) =>
                        Console.WriteLine(yPred.sum().[|item<float>|]());
                    [OnTestBatchEnd, OnEpochEnd] void B(double [|accuracy|]) { }
                }
                """,
            "Parameter 'double loss' of hook 'A' waits for the device in every batch. Use 'Tensor loss' instead.",
            "Parameter 'double accuracy' of hook 'A' waits for the device in every batch. At the end of the epoch it is read once, over "
            + "all batches.",
            "'item<float>()' waits for the device in every call of 'A'. Use the tensor instead, or read it in some batches only.",
            "Parameter 'double accuracy' of hook 'B' waits for the device in every batch. At the end of the epoch it is read once, over "
            + "all batches."
        );

    [Fact]
    public Task ConditionalReadsAndEpochHooks_AreAccepted() => Verify.Accepts(
        Usings + """
        [Experiment("x")] public partial class X
        {
            [OnBatchEnd] void A(Tensor loss, int batch) { if (batch % 100 == 0) Console.WriteLine(loss.item<float>()); }
            [OnEpochEnd] void B(double loss, double valLoss) => Console.WriteLine(loss + valLoss + zeros(1).item<float>());
        }
        """);

    [Fact]
    public Task Fix_InMetric_RemovesRead() => VerifyFix.Fixes(
        RuleIds.DeviceSynchronization,
        Usings + """
        static partial class Mine
        {
            [Metric] static Tensor Recall(Tensor yTrue, Tensor yPred)
            {
                // How many there are.
                var positives = yTrue.sum().item<float>(); // all
                return (yTrue * yPred).sum() / (positives + 1);
            }
        }
        """,
        Usings + """
        static partial class Mine
        {
            [Metric] static Tensor Recall(Tensor yTrue, Tensor yPred)
            {
                // How many there are.
                var positives = yTrue.sum(); // all
                return (yTrue * yPred).sum() / (positives + 1);
            }
        }
        """,
        title: "Use tensor 'yTrue.sum()' directly");

    [Fact]
    public Task FixAll_InThreeProjects() =>
        VerifyFix.FixesAll(
            RuleIds.DeviceSynchronization,
            $$"""
            //// Lib/A.cs
            {{Usings}}public static partial class A
            {
                [Metric] static Tensor X(Tensor x) => x.sum() / x.abs().sum().ToSingle();
                [Metric] static Tensor Y(Tensor x) => x.sum() * (double)x.abs().sum() + (x.sum() + 1).ToDouble();
                [Metric] static Tensor Z(Tensor x) { float n = x.sum().item<float>(); return x.mean() / n; }
            }
            //// App/B.cs
            {{Usings}}static partial class B { [Metric, Collect] static Tensor X(Tensor x) => x.median() / x.sum().item<double>(); }
            //// Tools/C.cs
            {{Usings}}[Experiment("x")] public partial class C
            {
                Tensor? _sum;
                [OnBatchEnd] void H(Tensor yPred) => _sum = yPred * yPred.sum().item<float>();
            }
            """,
            $$"""
            //// Lib/A.cs
            {{Usings}}public static partial class A
            {
                [Metric] static Tensor X(Tensor x) => x.sum() / x.abs().sum();
                [Metric] static Tensor Y(Tensor x) => x.sum() * x.abs().sum() + (x.sum() + 1);
                [Metric] static Tensor Z(Tensor x) { Tensor n = x.sum(); return x.mean() / n; }
            }
            //// App/B.cs
            {{Usings}}static partial class B { [Metric, Collect] static Tensor X(Tensor x) => x.median() / x.sum(); }
            //// Tools/C.cs
            {{Usings}}[Experiment("x")] public partial class C
            {
                Tensor? _sum;
                [OnBatchEnd] void H(Tensor yPred) => _sum = yPred * yPred.sum();
            }
            """
        );

    [Fact]
    public Task Fix_InBatchHook_TakesLossAsTensor() => VerifyFix.Fixes(
        RuleIds.DeviceSynchronization,
        Usings + """
        [Experiment("x")] public partial class X
        {
            Tensor _sum = zeros(1);
            [OnBatchEnd, OnTestBatchEnd]
            void A(/* mean */ double loss, int batch) => _sum = _sum + loss * 2;
        }
        """,
        Usings + """
        [Experiment("x")] public partial class X
        {
            Tensor _sum = zeros(1);
            [OnBatchEnd, OnTestBatchEnd]
            void A(/* mean */ Tensor loss, int batch) => _sum = _sum + loss * 2;
        }
        """,
        title: "Change type to 'Tensor'");

    [Fact]
    public Task Fix_InBatchHook_ReadsLossUnderCondition() => VerifyFix.Fixes(
        RuleIds.DeviceSynchronization,
        Usings + """
        [Experiment("x")] public partial class X
        {
            [OnBatchEnd] void A(int batch, double loss)
            {
                if (batch % 100 == 0)
                    Console.WriteLine($"{batch}: {loss:F3}, {Math.Exp(/* e to the */ loss)}"); // sometimes
            }
        }
        """,
        Usings + """
        [Experiment("x")] public partial class X
        {
            [OnBatchEnd] void A(int batch, Tensor loss)
            {
                if (batch % 100 == 0)
                    Console.WriteLine($"{batch}: {loss.ToDouble():F3}, {Math.Exp(/* e to the */ loss.ToDouble())}"); // sometimes
            }
        }
        """,
        title: "Change type to 'Tensor' and read it where it is used");

    [Fact]
    public Task NoFix_WhenNumberIsNeededOrPrinted() => VerifyFix.OffersNothing(
        RuleIds.DeviceSynchronization,
        Usings + """
        [Experiment("x")] public partial class X
        {
            [Metric] static Tensor A(Tensor x) => x.sum() / Math.Max(x.abs().sum().item<float>(), 1);
            [Metric] static Tensor B(Tensor x) => x.sum() / (x.abs().sum().ToInt64() / 2);
            [Metric] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.eq(yTrue).to_type(float32).mean();
            [OnBatchEnd] void E(double loss, double accuracy) => Console.WriteLine(loss);
            [OnBatchEnd] void F(double loss) => Console.WriteLine($"{loss}");
            [OnBatchEnd, OnEpochEnd] void G(double loss) { }
            [OnBatchEnd] void H(double loss) { if (loss > 3) throw new InvalidOperationException(); }
            [OnBatchEnd] void I(Tensor yPred) => Console.WriteLine(yPred.sum().item<float>());
        }
        """);
}
