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
}
