namespace Gen.Analyzers.Tests.CodeFixes;

public class DeviceWaitFixTests
{
    private const string Usings = "using Gen; using TorchSharp; using static TorchSharp.torch;\n";

    [Fact]
    public Task WhenARestOfAMetricTakesATensorTheReadGoes() => VerifyFix.Fixes(
        "GEN022",
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
        title: "Go on with the Tensor 'yTrue.sum()'");

    [Fact]
    public Task WhenThreeProjectsReadNumbersFixAllGoesOnWithTensors() => VerifyFix.FixesAll(
        "GEN022",
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
        {{Usings}}[Experiment("x")] public partial class C { Tensor? _sum; [OnBatchEnd] void H(Tensor yPred) => _sum = yPred * yPred.sum().item<float>(); }
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
        {{Usings}}[Experiment("x")] public partial class C { Tensor? _sum; [OnBatchEnd] void H(Tensor yPred) => _sum = yPred * yPred.sum(); }
        """);

    [Fact]
    public Task WhenTheLossOfABatchIsComputedWithItIsTakenAsATensor() => VerifyFix.Fixes(
        "GEN022",
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
        title: "Take 'Tensor loss'");

    [Fact]
    public Task WhenTheLossIsPrintedNowAndThenItIsReadThere() => VerifyFix.Fixes(
        "GEN022",
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
        title: "Take 'Tensor loss', and read it where it is used");

    [Fact]
    public Task WhenANumberIsNeededOrPrintedNothingIsOffered() => VerifyFix.OffersNothing(
        "GEN022",
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
