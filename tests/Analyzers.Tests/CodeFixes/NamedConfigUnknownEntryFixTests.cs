namespace Gen.Analyzers.Tests.CodeFixes;

public class NamedConfigUnknownEntryFixTests
{
    [Fact]
    public Task WhenAPropertyIsMisspeltItIsRenamedWithItsUses() => VerifyFix.Fixes(
        "GEN003",
        """
        using Gen;
        [Experiment("x")] public partial class X
        {
            public int Epochs { get; init; }
            [NamedConfig]
            public sealed class Quick
            {
                /// <summary>Few.</summary>
                public int Epoch => 1; // one

                /// <summary>Same as <see cref="Epoch"/>.</summary>
                private int Twice => Epoch * 2;
            }

            [Main] int Run() => new Quick().Epoch;
        }
        """,
        """
        using Gen;
        [Experiment("x")] public partial class X
        {
            public int Epochs { get; init; }
            [NamedConfig]
            public sealed class Quick
            {
                /// <summary>Few.</summary>
                public int Epochs => 1; // one

                /// <summary>Same as <see cref="Epochs"/>.</summary>
                private int Twice => Epochs * 2;
            }

            [Main] int Run() => new Quick().Epochs;
        }
        """,
        title: "Rename to 'Epochs'");

    [Fact]
    public Task WhenTheEntryIsToBeMadeItIsAddedToTheExperimentWhereverThatIs() => VerifyFix.Fixes(
        "GEN003",
        """
        //// X.cs
        using Gen;
        [Experiment("x")]
        public partial class X
        {
            public int Epochs { get; init; }
        }
        //// Quick.cs
        [Gen.NamedConfig<X>]
        class Quick { public string? Epoch => "a"; }

        """,
        """
        //// X.cs
        using Gen;
        [Experiment("x")]
        public partial class X
        {
            public int Epochs { get; init; }
            public string? Epoch { get; init; }
        }

        """,
        action: 1,
        title: "Add entry 'Epoch' to 'X'");

    [Fact]
    public Task WhenNothingIsNearTheEntryIsTheBestOffer() => VerifyFix.Fixes(
        "GEN003",
        """
        using Gen;
        [Experiment("x")] public partial class X { public int Epochs { get; init; } [NamedConfig] public record Quick { public bool Warm => true; } }
        """,
        """
        using Gen;
        [Experiment("x")] public partial class X { public int Epochs { get; init; } public bool Warm { get; init; } [NamedConfig] public record Quick { public bool Warm => true; } }
        """,
        title: "Add entry 'Warm' to 'X'");

    [Theory]
    [InlineData("public int Total => Epochs * 2;", "public int Total => 3;")]
    [InlineData("", "public object Anything => 3;")]
    [InlineData("int Hidden => 3;", "public int Hidden => 3;")]
    public Task WhenAnEntryIsDerivedOrCannotBeNothingIsOffered(string member, string property) => VerifyFix.OffersNothing(
        "GEN003",
        $$"""
        using Gen;
        [Experiment("x")] public partial class X { public int Epochs { get; init; } {{member}} [NamedConfig] public class Quick { {{property}} } }
        """);

    private const string Three = """
        //// Lib/A.cs
        using Gen;
        [Experiment("a")] public partial class A
        {
            public int Epochs { get; init; } = 9;
            [NamedConfig] public class Few { public int Epoch => 1; }
            [NamedConfig] class Fewer { public int Epoch => 2; }
        }
        //// App/B.cs
        using Gen;
        [Experiment("b")] public partial class B { public int Epochs { get; init; } = 9; }
        [NamedConfig<B>] class Many { public int Epocs => new A.Few().Epoch + 3; }
        //// Tools/C.cs
        using Gen;
        [Experiment("c")] public partial record C { public double Rate { get; init; } = 9; [NamedConfig] record Slow { public double Rat => 1; public int N => new A.Few().Epoch; } }

        """;

    [Fact]
    public Task WhenThreeProjectsMisspellEntriesFixAllRenamesThem() => VerifyFix.FixesAll(
        "GEN003", Three.Replace(" public int N => new A.Few().Epoch;", ""), Three.Replace(" public int N => new A.Few().Epoch;", "").Replace("Epoch ", "Epochs ").Replace("Epocs", "Epochs").Replace("Rat ", "Rate "));

    [Fact]
    public Task WhenThreeProjectsMissEntriesFixAllAddsEachOnce() => VerifyFix.FixesAll(
        "GEN003",
        Three,
        Three.Replace("    [NamedConfig] public class Few", "    public int Epoch { get; init; }\n    [NamedConfig] public class Few")
            .Replace("9; }\n[NamedConfig<B>]", "9; public int Epocs { get; init; } }\n[NamedConfig<B>]")
            .Replace("= 9; [NamedConfig] record", "= 9; public double Rat { get; init; } public int N { get; init; } [NamedConfig] record"),
        action: 1);
}
