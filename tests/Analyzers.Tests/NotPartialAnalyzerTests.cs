using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class NotPartialAnalyzerTests
{
    [Fact]
    public Task WhenTheClassIsNotPartialItIsNamed() => Verify.Reports(
        "GEN007",
        """[Gen.Experiment("x")] public sealed class [|X|] { public int A { get; init; } [Gen.Main] void Run(int a) { } }""",
        "'X' must be partial, so that code can be generated for the experiment 'X'");

    [Fact]
    public Task WhenACallCannotBindForLackOfItTheErrorStillShows() => Verify.ReportsBeside(
        ["CS0117"],
        "GEN007",
        """
        return await X.RunAsync(args);
        [Gen.Experiment("x")] public sealed class [|X|] { [Gen.Main] void Run() { } }
        """,
        "'X' must be partial, so that code can be generated for the experiment 'X'");

    [Fact]
    public Task WhenAContainerIsNotPartialTheInnermostSuchIsNamed() => Verify.Reports(
        "GEN007",
        """
        static partial class Outer { public class [|Middle|] { public partial class Inner { [Gen.Experiment("x")] public partial record X { } } } }
        """,
        "'Middle' must be partial, so that code can be generated for the experiment 'X'");

    [Fact]
    public Task WhenAllArePartialNestedOrInSeveralFilesNothingIsReported() => Verify.Accepts(
        """
        static partial class Outer { public partial struct Middle { [Gen.Experiment("x")] public sealed partial record X { public int A { get; init; } } } }
        //// Other.cs
        static partial class Outer { public partial struct Middle { public sealed partial record X { public int B { get; init; } [Gen.Main] void Run(int a, int b) { } } } }
        """);

    [Fact]
    public Task WhenATypeWithMetricsOrOneAroundItIsNotPartialItIsNamed() => Verify.Reports(
        "GEN007",
        """
        using Gen; using TorchSharp; using static TorchSharp.torch;
        static class [|Mine|] { [Metric] static Tensor A(Tensor x) => x.sum(); }
        class [|Outer|] { private partial struct Inner { [Metric] static Tensor A(Tensor x) => x.sum(); } }
        [Experiment("x")] class [|X|] { [Metric] static Tensor A(Tensor x) => x.sum(); }
        """,
        "'Mine' must be partial, so that code can be generated for the metrics of 'Mine'",
        "'Outer' must be partial, so that code can be generated for the metrics of 'Inner'",
        "'X' must be partial, so that code can be generated for the experiment 'X'");
}
