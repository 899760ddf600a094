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
}
