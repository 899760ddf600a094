using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class RedundantNamedConfigValueTests
{
    [Theory]
    [InlineData("int A { get; init; } = 3;", "int [|A|] => 3;")]
    [InlineData("int A { get; init; }", "int [|A|] => 0;")]
    [InlineData("int A { get; init; } = 2 + 1;", "int [|A|] { get; } = 3;")]
    [InlineData("int A { get; init; } = 3;", "int [|A|] { get { return 1 + 2; } }")]
    [InlineData("double A { get; init; } = 1e-3;", "double [|A|] { get => 0.001; }")]
    [InlineData("double A { get; init; } = 1;", "int [|A|] => 1;")]
    [InlineData("float A { get; init; } = 0.1f;", "float [|A|] => 0.1f;")]
    [InlineData("float A { get; init; } = 16777;", "short [|A|] => 16777;")]
    [InlineData("decimal A { get; init; } = 1.0m;", "decimal [|A|] => 1m;")]
    [InlineData("double A { get; init; } = double.NaN;", "double [|A|] => 0.0 / 0.0;")]
    [InlineData("string A { get; init; } = \"ab\";", "string [|A|] => \"a\" + \"b\";")]
    [InlineData("string? A { get; init; }", "string? [|A|] => null;")]
    [InlineData("int? A { get; init; } = 3;", "int [|A|] => 3;")]
    [InlineData("int? A { get; init; }", "int? [|A|] => default;")]
    [InlineData("DayOfWeek A { get; init; } = DayOfWeek.Friday;", "DayOfWeek [|A|] => (DayOfWeek)5;")]
    [InlineData("DayOfWeek A { get; init; }", "DayOfWeek [|A|] => DayOfWeek.Sunday;")]
    [InlineData("int[] A { get; init; } = [1, 2];", "int[] [|A|] => new[] { 1, 2 };")]
    [InlineData("IReadOnlyList<string> A { get; init; } = [];", "IReadOnlyList<string> [|A|] => [];")]
    [InlineData("bool A { get; init; } = true;", "bool [|A|] => true;")]
    public Task ValueEqualToDefault_IsReported(string entry, string value) =>
        Verify.Reports(
            RuleIds.RedundantNamedConfigValue,
            Source(entry, value),
            "Named config 'Quick' sets 'A' to the default of entry 'a'"
        );

    [Theory]
    [InlineData("int A { get; init; } = 3;", "int A => 4;")]
    [InlineData("int A { get; init; }", "int A => 1;")]
    [InlineData("float A { get; init; } = 0.1f;", "float A => 0.2f;")]
    [InlineData("double A { get; init; } = 0.1;", "float A => 0.1f;")]
    [InlineData("decimal A { get; init; } = 0.1m;", "int A => 0;")]
    [InlineData("string? A { get; init; }", "string A => \"\";")]
    [InlineData("int? A { get; init; }", "int A => 0;")]
    [InlineData("int[] A { get; init; } = [1, 2];", "int[] A => [2, 1];")]
    [InlineData("int[] A { get; init; } = [1, 2];", "int[] A => [1, 2, 3];")]
    [InlineData("int A { get => field > 0 ? field : 3; init; }", "int A => 0;")]
    [InlineData("int A { get; init; } = Environment.ProcessorCount;", "int A => 0;")]
    [InlineData("int A { get; init; } = 3;", "int A => Environment.ProcessorCount;")]
    [InlineData("int A { get; init; } = 3;", "int A { get { if (Environment.ProcessorCount > 1) return 3; return 3; } }")]
    [InlineData("int A { get; init; } = 3; public X() => A = 4;", "int A => 3;")]
    [InlineData("int A { get; init; } = 3;", "virtual int A => 3;")]
    [InlineData("TimeSpan A { get; init; }", "TimeSpan A => default;")]
    public Task DifferentOrUnknownValue_IsAccepted(string entry, string value) =>
        Verify.Reports(RuleIds.RedundantNamedConfigValue, Source(entry, value));

    [Fact]
    public Task BlockEntries_UseDefaultsOfBlock() =>
        Verify.Reports(
            RuleIds.RedundantNamedConfigValue,
            """
            using Gen;
            [Config] public class Inner { public int Depth { get; init; } = 3; }
            [Config] public class Data { public string Path { get; init; } = "a"; public Inner Inner { get; init; } = new() { Depth = 4 }; }
            [Experiment("x")] public partial class X
            {
                public Data Data { get; init; } = new();
                public Data Other { get; init; } = new() { Path = "b" };
                public Data? Made { get; init; }
                public Data Unknown { get; init; } = Make();
                private static Data Make() => new();
                [NamedConfig] class Quick
                {
                    [FromConfig("data.path")] public string [|A|] => "a";
                    [FromConfig("other.path")] public string B => "a";
                    [FromConfig("made.path")] public string [|C|] => "a";
                    [FromConfig("unknown.path")] public string D => "a";
                    [FromConfig("data.inner.depth")] public int E => 3;
                    [FromConfig("other.inner.depth")] public int [|F|] => 4;
                }
                [NamedConfig] class Whole { public Data Data => new(); public Data Other => new() { Path = "c" }; [FromConfig("data.inner")] public Inner [|I|] => new() { Depth = 2 + 2 }; [FromConfig("other.inner")] public Inner J => new(); }
            }
            """,
            "Named config 'Quick' sets 'A' to the default of entry 'data.path'",
            "Named config 'Quick' sets 'C' to the default of entry 'made.path'",
            "Named config 'Quick' sets 'F' to the default of entry 'other.inner.depth'",
            "Named config 'Whole' sets 'I' to the default of entry 'data.inner'"
        );

    [Fact]
    public Task ConfigOfTwoExperiments_NeedsDefaultOfBoth() =>
        Verify.Reports(
            RuleIds.RedundantNamedConfigValue,
            """
            using Gen;
            [Experiment("a")] public partial class A
            {
                public int Rounds { get; init; } = 3;
                public int Width { get; init; } = 2;
                [NamedConfig, NamedConfig<B>] public class Quick { public int Rounds => 3; public int [|Width|] => 2; }
            }
            [Experiment("b")] public partial record B { public int Rounds { get; init; } = 4; public int Width { get; init; } = 2; }
            """,
            "Named config 'Quick' sets 'Width' to the default of entry 'width'"
        );

    [Fact]
    public Task ExperimentInOtherAssembly_IsAccepted()
    {
        var block = Compiled
            .With([("Data.cs", "[Gen.Config] public class Data { public int Size { get; init; } = 3; }")], "Library")
            .ToMetadataReference();
        var marked = MarkedSource.Parse(
            """
            using Gen;
            [Experiment("x")] public partial class X { public Data Data { get; init; } = new() { }; [NamedConfig] class Quick { [FromConfig("data.size")] public int S => 0; } }
            """
        );
        return Verify.Reports(Compiled.With(marked.Files, references: [block]), marked, RuleIds.RedundantNamedConfigValue);
    }

    private static string Source(string entry, string value) =>
        $$"""
            using Gen;
            [Experiment("x")] public partial class X { public {{entry}} [NamedConfig] public class Quick { public {{value}} } }
            """;

    [Fact]
    public Task Fix_RemovesPropertyWithItsComments() =>
        VerifyFix.Fixes(
            RuleIds.RedundantNamedConfigValue,
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
            title: "Remove 'Epochs' from 'Quick'"
        );

    [Fact]
    public Task Fix_KeepsEmptyNamedConfig() =>
        VerifyFix.Fixes(
            RuleIds.RedundantNamedConfigValue,
            """
            [Gen.Experiment("x")] public partial class X { public int Epochs { get; init; } = 5; [Gen.NamedConfig] class Quick { public int Epochs => 5; } }
            """,
            """
            [Gen.Experiment("x")] public partial class X { public int Epochs { get; init; } = 5; [Gen.NamedConfig] class Quick { } }
            """
        );

    [Fact]
    public Task NoFix_WhenPropertyIsRead() =>
        VerifyFix.OffersNothing(
            RuleIds.RedundantNamedConfigValue,
            """
            using Gen;
            [Experiment("x")] public partial class X
            {
                public int Epochs { get; init; } = 5;
                public int Depth { get; init; } = 5;
                [NamedConfig] class Quick { public int Epochs => 5; public int Depth => Epochs * 2; }
            }
            """
        );

    [Fact]
    public Task FixAll_InThreeProjects() =>
        VerifyFix.FixesAll(
            RuleIds.RedundantNamedConfigValue,
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

            """
        );
}
