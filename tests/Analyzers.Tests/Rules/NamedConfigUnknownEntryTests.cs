using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class NamedConfigUnknownEntryTests
{
    [Fact]
    public Task MisspelledEntry_SuggestsNearest() =>
        Verify.Reports(
            RuleIds.NamedConfigUnknownEntry,
            """
            using Gen;
            return await X.RunAsync(args);
            [Experiment("x")] partial class X
            {
                public int Rounds { get; init; } = 3;
                [NamedConfig] public sealed class Quick { public int [|Rouns|] => 1; }
                [Main] void Run() { }
            }
            """,
            "Named config 'Quick' sets 'Rouns', but 'X' has no such entry. Did you mean 'Rounds'?"
        );

    [Fact]
    public Task UnknownEntry_ListsEntries() =>
        Verify.Reports(
            RuleIds.NamedConfigUnknownEntry,
            """
            using Gen;
            [Experiment("x")] partial class X { public int Rounds { get; init; } public double Radius { get; init; } }
            //// Elsewhere.cs
            [Gen.NamedConfig<X>] public class Other { public int [|Temperature|] => 1; }
            """,
            "Named config 'Other' sets 'Temperature', but 'X' has no such entry. Its entries are Radius, Rounds, Seed."
        );

    [Fact]
    public Task DerivedEntry_IsReported() =>
        Verify.Reports(
            RuleIds.NamedConfigUnknownEntry,
            """
            using Gen;
            [Experiment("x")] partial class X
            {
                public int Rounds { get; init; }
                public int Total => Rounds * 2;
                [NamedConfig] sealed class Big { public int [|Total|] => 100; }
            }
            """,
            "Named config 'Big' cannot set 'Total' because entry 'total' of 'X' is derived from other entries"
        );

    [Fact]
    public Task MatchingProperties_AreAccepted() =>
        Verify.Accepts(
            """
            using Gen;
            [Config] public sealed class Dataset { public string Path { get; init; } = ""; }
            [Experiment("x")] public partial class X
            {
                public int MaxRounds { get; init; }
                public Dataset Data { get; init; } = new();
                [NamedConfig] public sealed class Quick(X config) { public int Max_Rounds => config.MaxRounds / 2; public long Seed => 3; public Dataset Data => new(); private int Help => 2; }
                [NamedConfig] public record Slow { public int MaxRounds { get; init; } = 100; [FromConfig("data.path")] public string Where => "x"; }
                [Main] void Run() { }
            }
            """
        );

    [Fact]
    public Task Rename_UpdatesAllReferences() =>
        VerifyFix.Fixes(
            RuleIds.NamedConfigUnknownEntry,
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
            title: "Rename to 'Epochs'"
        );

    [Fact]
    public Task NameOfBlock_IsSuggested() => Verify.Reports(
        RuleIds.NamedConfigUnknownEntry,
        """
        using Gen;
        [Config] public record Files { public string Path { get; init; } = ""; }
        [Experiment("x")] public partial class X
        {
            public Files Dataset { get; init; } = new();
            [NamedConfig] public class A { public Files [|Datset|] => new() { Path = "a" }; }
            [NamedConfig] public class B { public Files [|Data|] => new() { Path = "b" }; }
        }
        """,
        "Named config 'A' sets 'Datset', but 'X' has no such entry. Did you mean 'Dataset'?",
        "Named config 'B' sets 'Data', but 'X' has no such entry. Its entries are Seed, Dataset.");

    [Fact]
    public Task AddEntry_ToExperimentInOtherFile() =>
        VerifyFix.Fixes(
            RuleIds.NamedConfigUnknownEntry,
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
            title: "Add entry 'Epoch' to 'X'"
        );

    [Fact]
    public Task AddEntry_WithoutNearName_IsFirst() =>
        VerifyFix.Fixes(
            RuleIds.NamedConfigUnknownEntry,
            """
            using Gen;
            [Experiment("x")] public partial class X { public int Epochs { get; init; } [NamedConfig] public record Quick { public bool Warm => true; } }
            """,
            """
            using Gen;
            [Experiment("x")] public partial class X { public int Epochs { get; init; } public bool Warm { get; init; } = false; [NamedConfig] public record Quick { public bool Warm => true; } }
            """,
            title: "Add entry 'Warm' to 'X'"
        );

    [Theory]
    [InlineData("public int Total => Epochs * 2;", "public int Total => 3;")]
    [InlineData("", "public object Anything => 3;")]
    [InlineData("int Hidden => 3;", "public int Hidden => 3;")]
    public Task NoFix_WhenEntryIsDerivedOrImpossible(string member, string property) =>
        VerifyFix.OffersNothing(
            RuleIds.NamedConfigUnknownEntry,
            $$"""
            using Gen;
            [Experiment("x")] public partial class X { public int Epochs { get; init; } {{member}} [NamedConfig] public class Quick { {{property}} } }
            """
        );

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
    public Task FixAll_InThreeProjects_Renames() =>
        VerifyFix.FixesAll(
            RuleIds.NamedConfigUnknownEntry,
            Three.Replace(" public int N => new A.Few().Epoch;", ""),
            Three
                .Replace(" public int N => new A.Few().Epoch;", "")
                .Replace("Epoch ", "Epochs ")
                .Replace("Epocs", "Epochs")
                .Replace("Rat ", "Rate ")
        );
}
