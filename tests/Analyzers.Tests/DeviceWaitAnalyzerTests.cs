using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class DeviceWaitAnalyzerTests
{
    private const string Usings = "using Gen; using TorchSharp; using static TorchSharp.torch;\n";

    [Fact]
    public Task WhenAMetricReadsANumberOfAResultTheReadIsMarked() => Verify.Reports(
        "GEN022",
        Usings + """
        static partial class Mine
        {
            [Metric] static Tensor A(Tensor x) => x.sum() / Math.Max(x.abs().sum().[|item<float>|](), 1);
            [Metric] static Tensor B(Tensor x) => tensor(x.sum().[|ToSingle|]() + x.sum().[|ToDouble|]());
            [Metric] static Tensor C(Tensor x) => x.sum().[|ToInt64|]() > 0 ? x.mean() : x.sum();
        }
        """,
        "'item<float>()' waits until the device has computed the number, in every call of 'A'; go on with the Tensor",
        "'ToSingle()' waits until the device has computed the number, in every call of 'B'; go on with the Tensor",
        "'ToDouble()' waits until the device has computed the number, in every call of 'B'; go on with the Tensor",
        "'ToInt64()' waits until the device has computed the number, in every call of 'C'; go on with the Tensor");

    [Fact]
    public Task WhenTheMetricKeepsItsRowsTheReadIsMarkedWhereverItIs() => Verify.Reports(
        "GEN022",
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
        "'item<float>()' waits until the device has computed the number, in every call of 'A'; go on with the Tensor");

    [Fact]
    public Task WhenANumberOfABatchIsReadItIsRefusedAndNotWarnedOfToo() => Verify.Reports(
        "GEN020",
        Usings + "static partial class Mine { [Metric] static Tensor A(Tensor x) => x.sum() * [|x[0].item<float>()|]; }".Replace("[|x[0].item<float>()|]", "[|x[0]|].item<float>()"),
        "Metric 'A' cannot be streamed: single rows are picked, and which rows these are depends on how the data is split into batches; use where or a weight to leave rows out");

    [Fact]
    public Task WhenNumbersAreReadElsewhereOrAreNoTensorsNothingIsReported() => Verify.Accepts(
        Usings + """
        static partial class Mine
        {
            static double Plain(Tensor x) => x.sum().item<float>() + x.mean().ToDouble();
            [Metric] static Tensor A(Tensor x, double k) => x.sum() * (float)k * (int)x.shape[0] * k.ToScalar().ToDouble();
        }
        """);

    [Fact]
    public Task WhenAHookIsCalledOnceABatchItsNumbersAreMarked() => Verify.Reports(
        "GEN022",
        Usings + """
        [Experiment("x")] public partial class X
        {
            [Metric] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.eq(yTrue).to_type(float32).mean();
            [OnBatchEnd] void A(double [|loss|], double [|accuracy|], Tensor yPred) => Console.WriteLine(yPred.sum().[|item<float>|]());
            [OnTestBatchEnd, OnEpochEnd] void B(double [|accuracy|]) { }
        }
        """,
        "'double loss' of hook 'A' waits until the device has computed it, in every batch; take 'Tensor loss'",
        "'double accuracy' of hook 'A' waits until the device has computed it, in every batch; at the epoch's end it is read once, over all batches",
        "'item<float>()' waits until the device has computed the number, in every call of 'A'; go on with the Tensor, or read it in some batches only",
        "'double accuracy' of hook 'B' waits until the device has computed it, in every batch; at the epoch's end it is read once, over all batches");

    [Fact]
    public Task WhenAHookReadsNowAndThenOrOnceAnEpochNothingIsReported() => Verify.Accepts(
        Usings + """
        [Experiment("x")] public partial class X
        {
            [OnBatchEnd] void A(Tensor loss, int batch) { if (batch % 100 == 0) Console.WriteLine(loss.item<float>()); }
            [OnEpochEnd] void B(double loss, double valLoss) => Console.WriteLine(loss + valLoss + zeros(1).item<float>());
        }
        """);
}
