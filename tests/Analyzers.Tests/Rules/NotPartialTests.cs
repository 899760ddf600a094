using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class NotPartialTests
{
    [Fact]
    public Task NonPartialClass_IsReported() => Verify.Reports(
        RuleIds.NotPartial,
        """[Gen.Experiment("x")] public sealed class [|X|] { public int A { get; init; } [Gen.Main] void Run(int a) { } }""",
        "Type 'X' must be partial because code is generated for experiment 'X'");

    [Fact]
    public Task Error_ShowsBesideFailingCall() => Verify.ReportsBeside(
        ["CS0311"],
        RuleIds.NotPartial,
        """
        return await X.RunAsync(args);
        [Gen.Experiment("x")] public sealed class [|X|] { [Gen.Main] void Run() { } }
        """,
        "Type 'X' must be partial because code is generated for experiment 'X'");

    [Fact]
    public Task NonPartialContainers_InnermostIsReported() =>
        Verify.Reports(
            RuleIds.NotPartial,
            """
            static partial class Outer
            {
                public class [|Middle|] { public partial class Inner { [Gen.Experiment("x")] public partial record X { } } }
            }
            """,
            "Type 'Middle' must be partial because code is generated for experiment 'X'"
        );

    [Fact]
    public Task PartialTypes_AreAccepted() =>
        Verify.Accepts(
            """
            static partial class Outer
            {
                public partial struct Middle { [Gen.Experiment("x")] public sealed partial record X { public int A { get; init; } } }
            }
            //// Other.cs
            static partial class Outer
            {
                public partial struct Middle
                {
                    public sealed partial record X { public int B { get; init; } [Gen.Main] void Run(int a, int b) { } }
                }
            }
            """
        );

    [Fact]
    public Task TypesWithMetrics_AreReported() => Verify.Reports(
        RuleIds.NotPartial,
        """
        using Gen; using TorchSharp; using static TorchSharp.torch;
        static class [|Mine|] { [Metric] static Tensor A(Tensor x) => x.sum(); }
        class [|Outer|] { private partial struct Inner { [Metric] static Tensor A(Tensor x) => x.sum(); } }
        [Experiment("x")] class [|X|] { [Metric] static Tensor A(Tensor x) => x.sum(); }
        """,
        "Type 'Mine' must be partial because code is generated for the metrics of 'Mine'",
        "Type 'Outer' must be partial because code is generated for the metrics of 'Inner'",
        "Type 'X' must be partial because code is generated for experiment 'X'");

    [Fact]
    public Task Fix_AddsPartialAndKeepsComments() => VerifyFix.Fixes(
        RuleIds.NotPartial,
        """
        // What it is for.
        [Gen.Experiment("x")]
        public sealed class X // the experiment
        {
            [Gen.Main] void Run() { }
        }
        """,
        """
        // What it is for.
        [Gen.Experiment("x")]
        public sealed partial class X // the experiment
        {
            [Gen.Main] void Run() { }
        }
        """);

    [Fact]
    public Task FixAll_InThreeProjects() => VerifyFix.FixesAll(
        RuleIds.NotPartial,
        """
        //// Lib/A.cs
        [Gen.Experiment("a")] public class A { }
        //// App/B.cs
        [Gen.Experiment("b")] class B { }
        [Gen.Experiment("c")] record C { }
        //// Tools/D.cs
        [Gen.Experiment("d")] class D { public A? A() => null; }
        """,
        """
        //// Lib/A.cs
        [Gen.Experiment("a")] public partial class A { }
        //// App/B.cs
        [Gen.Experiment("b")] partial class B { }
        [Gen.Experiment("c")] partial record C { }
        //// Tools/D.cs
        [Gen.Experiment("d")] partial class D { public A? A() => null; }
        """);

    [Fact]
    public Task Fix_MakesContainingTypesPartial() => VerifyFix.Fixes(
        RuleIds.NotPartial,
        """
        namespace Outside;
        /// <summary>Around.</summary>
        [Obsolete]
        public static class Outer
        {
            internal readonly record struct Middle(int N)
            {
                // The experiment.
                [Gen.Experiment("x")] private sealed record X { public int A { get; init; } }
            }
        }
        """,
        """
        namespace Outside;
        /// <summary>Around.</summary>
        [Obsolete]
        public static partial class Outer
        {
            internal readonly partial record struct Middle(int N)
            {
                // The experiment.
                [Gen.Experiment("x")] private sealed partial record X { public int A { get; init; } }
            }
        }
        """,
        title: "Make 'X' and 'Middle' and 'Outer' partial");

    [Fact]
    public Task Fix_OfTypeInSeveralFiles_ChangesPartsWithoutPartial() => VerifyFix.Fixes(
        RuleIds.NotPartial,
        """
        //// A.cs
        partial class Outer { partial class X { } }
        //// B.cs
        partial class Outer
        {
            [Gen.Experiment("x")]
            class X;
        }
        """,
        """
        //// B.cs
        partial class Outer
        {
            [Gen.Experiment("x")]
            partial class X;
        }
        """);

    [Fact]
    public Task Fix_OfRecordStructWithMetrics() => VerifyFix.Fixes(
        RuleIds.NotPartial,
        """
        using Gen; using TorchSharp; using static TorchSharp.torch;
        readonly record struct Mine(int N) { [Metric] static Tensor A(Tensor x) => x.sum(); }
        """,
        """
        using Gen; using TorchSharp; using static TorchSharp.torch;
        readonly partial record struct Mine(int N) { [Metric] static Tensor A(Tensor x) => x.sum(); }
        """);

    [Fact]
    public Task FixAll_SharedContainingType_IsChangedOnce() => VerifyFix.FixesAll(
        RuleIds.NotPartial,
        """
        class Outer
        {
            [Gen.Experiment("x")] class X { }
            [Gen.Experiment("y")] partial class Y { [Gen.Experiment("z")] class Z { } }
        }
        """,
        """
        partial class Outer
        {
            [Gen.Experiment("x")] partial class X { }
            [Gen.Experiment("y")] partial class Y { [Gen.Experiment("z")] partial class Z { } }
        }
        """);
}
