namespace Gen.Analyzers.Tests.CodeFixes;

public class NamedConfigSameValueFixTests
{
    [Fact]
    public Task WhenAValueChangesNothingItGoesWithItsCommentsAndLeavesTheOthers() => VerifyFix.Fixes(
        "GEN005",
        """
        using Gen;
        [Experiment("x")] public partial class X
        {
            public int Epochs { get; init; } = 5;
            public int Depth { get; init; } = 3;

            [NamedConfig]
            public sealed class Quick
            {
                // How long.

                /// <summary>Many.</summary>
                [System.Obsolete]
                public int Epochs => 5; // as ever

                /// <summary>Deep.</summary>
                public int Depth => 9;
            }
        }
        """,
        """
        using Gen;
        [Experiment("x")] public partial class X
        {
            public int Epochs { get; init; } = 5;
            public int Depth { get; init; } = 3;

            [NamedConfig]
            public sealed class Quick
            {
                // How long.

                /// <summary>Deep.</summary>
                public int Depth => 9;
            }
        }
        """,
        title: "Remove 'Epochs' from 'Quick'");

    [Fact]
    public Task WhenItWasTheLastTheConfigStays() => VerifyFix.Fixes(
        "GEN005",
        """
        [Gen.Experiment("x")] public partial class X { public int Epochs { get; init; } = 5; [Gen.NamedConfig] class Quick { public int Epochs => 5; } }
        """,
        """
        [Gen.Experiment("x")] public partial class X { public int Epochs { get; init; } = 5; [Gen.NamedConfig] class Quick { } }
        """);

    [Fact]
    public Task WhenOtherCodeReadsThePropertyNothingIsOffered() => VerifyFix.OffersNothing(
        "GEN005",
        """
        using Gen;
        [Experiment("x")] public partial class X
        {
            public int Epochs { get; init; } = 5;
            public int Depth { get; init; } = 5;
            [NamedConfig] class Quick { public int Epochs => 5; public int Depth => Epochs * 2; }
        }
        """);

    [Fact]
    public Task WhenThreeProjectsHaveSuchValuesFixAllRemovesThem() => VerifyFix.FixesAll(
        "GEN005",
        """
        //// Lib/A.cs
        using Gen;
        [Experiment("a")] public partial class A
        {
            public int Epochs { get; init; } = 5;
            public bool Warm { get; init; }
            public string Name { get; init; } = "a";

            [NamedConfig] class Quick { public int Epochs => 5; public bool Warm => true; public string Name => "a"; }

            [NamedConfig] class Idle
            {
                public int Epochs => 5;

        #region names
                public bool Warm => false;
        #endregion

                public string Name => "a";
            }
        }
        //// App/B.cs
        using Gen;
        [Experiment("b")] public partial record B { public int Epochs { get; init; } }
        [NamedConfig<B>] class Many
        {
            public int Epochs => 0;
        }
        //// Tools/C.cs
        using Gen;
        [Experiment("c")] public partial class C { public double Rate { get; init; } = 1e-3; [NamedConfig] record Same { public double Rate => 0.001; } }

        """,
        """
        //// Lib/A.cs
        using Gen;
        [Experiment("a")] public partial class A
        {
            public int Epochs { get; init; } = 5;
            public bool Warm { get; init; }
            public string Name { get; init; } = "a";

            [NamedConfig] class Quick { public bool Warm => true; }

            [NamedConfig] class Idle
            {
        #region names
        #endregion
            }
        }
        //// App/B.cs
        using Gen;
        [Experiment("b")] public partial record B { public int Epochs { get; init; } }
        [NamedConfig<B>] class Many
        {
        }
        //// Tools/C.cs
        using Gen;
        [Experiment("c")] public partial class C { public double Rate { get; init; } = 1e-3; [NamedConfig] record Same { } }

        """);
}
