using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.CodeFixes;

public class NotPartialFixTests
{
    [Fact]
    public Task WhenAnExperimentIsNotPartialItBecomesPartialAndKeepsItsComments() => VerifyFix.Fixes(
        "GEN007",
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
    public Task WhenThreeProjectsHaveSuchClassesFixAllMendsThem() => VerifyFix.FixesAll(
        "GEN007",
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
    public Task WhenTypesAroundItAreNotPartialEitherAllBecomeSo() => VerifyFix.Fixes(
        "GEN007",
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
    public Task WhenATypeHasPartsInSeveralFilesTheOnesThatLackItGetIt() => VerifyFix.Fixes(
        "GEN007",
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
    public Task WhenATypeOfMetricsIsARecordStructItBecomesPartial() => VerifyFix.Fixes(
        "GEN007",
        """
        using Gen; using TorchSharp; using static TorchSharp.torch;
        readonly record struct Mine(int N) { [Metric] static Tensor A(Tensor x) => x.sum(); }
        """,
        """
        using Gen; using TorchSharp; using static TorchSharp.torch;
        readonly partial record struct Mine(int N) { [Metric] static Tensor A(Tensor x) => x.sum(); }
        """);

    [Fact]
    public Task WhenSeveralExperimentsHaveOneTypeAroundThemFixAllMakesItPartialOnce() => VerifyFix.FixesAll(
        "GEN007",
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
