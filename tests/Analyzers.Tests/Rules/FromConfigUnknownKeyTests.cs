using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class FromConfigUnknownKeyTests
{
    [Fact]
    public Task UnknownKeyOfParameter_IsReportedAtArgument() => Verify.Reports(
        RuleIds.FromConfigUnknownKey,
        """
        using Gen;
        return await X.RunAsync(args);
        [Config] public class Block { public string Path { get; init; } = ""; }
        [Experiment("x")] partial class X
        {
            public int NumClasses { get; init; }
            public Block Data { get; init; } = new();
            [Captured] static int F([FromConfig([|"num_clases"|])] int outputs, int x) => outputs + x;
            [Main] int Run([FromConfig(key: [|"data.pat"|])] string path, [FromConfig([|"nothing"|])] int other) => F(3);
        }
        """,
        "Entry 'num_clases' in [FromConfig] of parameter 'outputs' does not exist in 'X'. Did you mean 'num_classes'?",
        "Entry 'data.pat' in [FromConfig] of parameter 'path' does not exist in 'X'. Did you mean 'data.path'?",
        "Entry 'nothing' in [FromConfig] of parameter 'other' does not exist in 'X'. Its entries are data.path, num_classes, seed.");

    [Fact]
    public Task UnknownOrDerivedKeyInNamedConfig_ReportsOnlyThisRule() => Verify.Reports(
        RuleIds.FromConfigUnknownKey,
        """
        using Gen;
        [Experiment("x")] public partial class X
        {
            public int Rounds { get; init; }
            public int Total => Rounds * 2;
            [NamedConfig] public class Quick
            {
                [FromConfig([|"round"|])] public int A => 1;
                [FromConfig([|nameof(X.Total)|])] public int B => 1;
            }
        }
        """,
        "Entry 'round' in [FromConfig] of property 'A' does not exist in 'X'. Did you mean 'rounds'?",
        "Entry 'total' in [FromConfig] of property 'B' is derived from other entries of 'X' and cannot be set");

    [Fact]
    public Task KeyInAnyCase_IsAccepted() => Verify.Accepts(
        """
        using Gen;
        [Config] public class Block { public string Path { get; init; } = ""; }
        [Experiment("x")] public partial class X
        {
            public int NumClasses { get; init; }
            public int Total => NumClasses * 2;
            public Block Data { get; init; } = new();
            [Captured] void F([FromConfig(nameof(NumClasses))] int a, [FromConfig("NUM-classes")] int b, [FromConfig("data.path")] string c, [FromConfig("data")] Block d, [FromConfig("total")] int e, [FromConfig("seed")] long f) { }
            [Main] void Run() => F();
        }
        """);

    [Fact]
    public Task MetricConfigParameter_IsReported() => Verify.Reports(
        RuleIds.FromConfigUnknownKey,
        """
        using Gen; using TorchSharp; using static TorchSharp.torch;
        [Experiment("x")] public sealed partial class X
        {
            public int NumClasses { get; init; } = 3;
            [Metric] static Tensor A(Tensor x, [FromConfig([|"num_clases"|])] int k) => x.sum() * k;
        }
        """,
        "Entry 'num_clases' in [FromConfig] of parameter 'k' does not exist in 'X'. Did you mean 'num_classes'?");

    [Fact]
    public Task Fix_UsesNearestKey() => VerifyFix.Fixes(
        RuleIds.FromConfigUnknownKey,
        """
        using Gen;
        [Config] public class Data { public string Path { get; init; } = ""; }
        [Experiment("x")] public partial class X
        {
            public Data Data { get; init; } = new();
            [Main] string Run([FromConfig(key: /* where */ "data.pat")] string where) => where;
        }
        """,
        """
        using Gen;
        [Config] public class Data { public string Path { get; init; } = ""; }
        [Experiment("x")] public partial class X
        {
            public Data Data { get; init; } = new();
            [Main] string Run([FromConfig(key: /* where */ "data.path")] string where) => where;
        }
        """,
        title: "Change to \"data.path\"");

    [Fact]
    public Task AddEntry_FollowsLayoutOfLastEntry() => VerifyFix.Fixes(
        RuleIds.FromConfigUnknownKey,
        """
        using Gen;

        [Experiment("x")]
        public partial class X
        {
            /// <summary>Rounds.</summary>
            [System.ComponentModel.Description("rounds")]
            public int Rounds { get; init; } = 3;

            /// <summary>Speed.</summary>
            public double Speed { get; init; } // in m/s

            public double Half => Speed / 2;

            [Main]
            double Run([FromConfig("num_layers")] int layers = 1_000) => layers * Half * Rounds;
        }
        """,
        """
        using Gen;

        [Experiment("x")]
        public partial class X
        {
            /// <summary>Rounds.</summary>
            [System.ComponentModel.Description("rounds")]
            public int Rounds { get; init; } = 3;

            /// <summary>Speed.</summary>
            public double Speed { get; init; } // in m/s

            public int NumLayers { get; init; } = 1_000;

            public double Half => Speed / 2;

            [Main]
            double Run([FromConfig("num_layers")] int layers = 1_000) => layers * Half * Rounds;
        }
        """,
        title: "Add entry 'NumLayers' to 'X'");

    [Fact]
    public Task AddEntry_ToBlockInOtherProject() => VerifyFix.Fixes(
        RuleIds.FromConfigUnknownKey,
        """
        //// Lib/Data.cs
        namespace Lib;

        [Gen.Config]
        public record Data
        {
            public string Path { get; set; } = "";
        }
        //// App/X.cs
        using Gen;
        [Experiment("x")] public partial class X
        {
            public Lib.Data Data { get; init; } = new();
            [Main] void Run([FromConfig("data.time_limit")] TimeSpan? limit, [FromConfig("data.size")] int size) { }
        }
        """,
        """
        //// Lib/Data.cs
        namespace Lib;

        [Gen.Config]
        public record Data
        {
            public string Path { get; set; } = "";
            public TimeSpan? TimeLimit { get; set; }
        }

        """,
        title: "Add entry 'TimeLimit' to 'Data'",
        remaining: 1);

    [Fact]
    public Task AddEntry_ImportsNamespace() => VerifyFix.Fixes(
        RuleIds.FromConfigUnknownKey,
        """
        //// Main.cs
        using Gen;
        using Modes;
        namespace Modes { public enum Mode { Slow, Fast } }
        partial class X { [Main] void Run([FromConfig("mode_of_work")] Mode mode = Mode.Fast) { } }
        //// X.cs
        // Kept on top.

        using Gen;

        [Experiment("x")]
        public partial class X
        {
            public int A { get; init; }
        }
        """,
        """
        //// X.cs
        // Kept on top.

        using Gen;
        using Modes;

        [Experiment("x")]
        public partial class X
        {
            public int A { get; init; }
            public Mode ModeOfWork { get; init; } = Mode.Fast;
        }
        """);

    [Theory]
    [InlineData("string where", "public string Where { get; init; } = \"\";")]
    [InlineData("string? where = null", "public string? Where { get; init; }")]
    [InlineData("string where = \"here\"", "public string Where { get; init; } = \"here\";")]
    [InlineData("double where = -1e-3", "public double Where { get; init; } = -1e-3;")]
    [InlineData("float where = Half", "public float Where { get; init; } = 0.5f;")]
    [InlineData("long where = 0", "public long Where { get; init; }")]
    [InlineData("bool where = true", "public bool Where { get; init; } = true;")]
    [InlineData("int[] where", "public int[] Where { get; init; } = [];")]
    [InlineData("IReadOnlyDictionary<string, double> where", "public IReadOnlyDictionary<string, double> Where { get; init; } = new Dictionary<string, double>();")]
    [InlineData("DayOfWeek where = DayOfWeek.Friday", "public DayOfWeek Where { get; init; } = DayOfWeek.Friday;")]
    [InlineData("DayOfWeek where = (DayOfWeek)9", "public DayOfWeek Where { get; init; } = (DayOfWeek)9;")]
    [InlineData("Y where", "public Y Where { get; init; } = new();")]
    [InlineData("int? where = 3", "public int? Where { get; init; } = 3;")]
    public Task AddEntry_HasTypeAndDefaultOfParameter(string parameter, string entry) => VerifyFix.Fixes(
        RuleIds.FromConfigUnknownKey,
        $$"""
        using Gen;
        [Config] public class Y { public int A { get; init; } }
        [Experiment("x")] public partial class X
        {
            const float Half = 0.5f;
            [Main] void Run([FromConfig("where")] {{parameter}}) { }
        }
        """,
        $$"""
        using Gen;
        [Config] public class Y { public int A { get; init; } }
        [Experiment("x")] public partial class X
        {
            {{entry}}

            const float Half = 0.5f;
            [Main] void Run([FromConfig("where")] {{parameter}}) { }
        }
        """);

    [Theory]
    [InlineData("public partial class X { [Main] void Run([FromConfig(\"n\")] int m) { } }", "public partial class X { public int N { get; init; } [Main] void Run([FromConfig(\"n\")] int m) { } }")]
    [InlineData("public partial class X { public int A { get; set; } [Main] void Run([FromConfig(\"n\")] int m) { } }", "public partial class X { public int A { get; set; } public int N { get; set; } [Main] void Run([FromConfig(\"n\")] int m) { } }")]
    [InlineData("public partial record X; partial record X { [Main] void Run([FromConfig(\"n\")] int m) { } }", "public partial record X { public int N { get; init; } } partial record X { [Main] void Run([FromConfig(\"n\")] int m) { } }")]
    [InlineData("public partial record X;\npartial record X { [Main] void Run([FromConfig(\"n\")] int m) { } }", "public partial record X\n{\n    public int N { get; init; }\n}\npartial record X { [Main] void Run([FromConfig(\"n\")] int m) { } }")]
    [InlineData("public partial class X\n{\n}\npartial class X { [Main] void Run([FromConfig(\"n\")] int m) { } }", "public partial class X\n{\n    public int N { get; init; }\n}\npartial class X { [Main] void Run([FromConfig(\"n\")] int m) { } }")]
    [InlineData("public partial class X\n{\n#if true\n\tpublic int A { get; init; }\n#endif\n\t[Main] void Run([FromConfig(\"n\")] int m) { }\n}", "public partial class X\n{\n\tpublic int N { get; init; }\n\n#if true\n\tpublic int A { get; init; }\n#endif\n\t[Main] void Run([FromConfig(\"n\")] int m) { }\n}")]
    public Task AddEntry_FitsAnyClassLayout(string source, string expected) =>
        VerifyFix.Fixes(RuleIds.FromConfigUnknownKey, "using Gen;\n[Experiment(\"x\")] " + source, "using Gen;\n[Experiment(\"x\")] " + expected);

    [Fact]
    public Task FixAll_InThreeProjects_AddsEachEntryOnce() => VerifyFix.FixesAll(
        RuleIds.FromConfigUnknownKey,
        """
        //// Lib/Data.cs
        namespace Lib;
        [Gen.Config] public class Data
        {
            public string Path { get; init; } = "";
        }
        //// App/X.cs
        using Gen;
        [Experiment("x")] public partial class X
        {
            public Lib.Data Data { get; init; } = new();

            [Captured] static int F([FromConfig("depth")] int d, [FromConfig("data.size")] int s) => d * s;
            [Main] int Run([FromConfig("Depth")] int a, [FromConfig("data.size")] int b) => F() * a * b;
        }
        //// Tools/Y.cs
        using Gen;
        [Experiment("y")] public partial class Y
        {
            public Lib.Data Data { get; init; } = new();
            [Main] int Run([FromConfig("data.size")] int b, [FromConfig("data.rate_of_all")] double rate) => (int)(b * rate);
        }
        public static class Z { [Captured<X>] public static int G([FromConfig("depth")] int d, int e) => d + e; }
        """,
        """
        //// Lib/Data.cs
        namespace Lib;
        [Gen.Config] public class Data
        {
            public string Path { get; init; } = "";
            public int Size { get; init; }
            public double RateOfAll { get; init; }
        }
        //// App/X.cs
        using Gen;
        [Experiment("x")] public partial class X
        {
            public Lib.Data Data { get; init; } = new();
            public int Depth { get; init; }

            [Captured] static int F([FromConfig("depth")] int d, [FromConfig("data.size")] int s) => d * s;
            [Main] int Run([FromConfig("Depth")] int a, [FromConfig("data.size")] int b) => F() * a * b;
        }

        """);

    [Fact]
    public Task FixAll_InThreeProjects_CorrectsKeys() => VerifyFix.FixesAll(
        RuleIds.FromConfigUnknownKey,
        """
        //// Lib/A.cs
        using Gen;
        [Experiment("a")] public partial class A { public int Depth { get; init; } [Main] void Run([FromConfig("deph")] int d, [FromConfig("dept")] int e) { } }
        //// App/B.cs
        using Gen;
        [Experiment("b")] public partial class B { public int Depth { get; init; } [NamedConfig] class Deep { [FromConfig("depht")] public int D => 9; } }
        //// Tools/C.cs
        using Gen;
        static class C { [Captured<A>] internal static void F([FromConfig("detph")] int d, long e) { } }
        """,
        """
        //// Lib/A.cs
        using Gen;
        [Experiment("a")] public partial class A { public int Depth { get; init; } [Main] void Run([FromConfig("depth")] int d, [FromConfig("depth")] int e) { } }
        //// App/B.cs
        using Gen;
        [Experiment("b")] public partial class B { public int Depth { get; init; } [NamedConfig] class Deep { [FromConfig("depth")] public int D => 9; } }
        //// Tools/C.cs
        using Gen;
        static class C { [Captured<A>] internal static void F([FromConfig("depth")] int d, long e) { } }
        """);

    [Theory]
    [InlineData("[FromConfig(\"nothing_like_it\")] object o")]
    [InlineData("[FromConfig(\"no.such.block\")] int o")]
    [InlineData("[FromConfig(\"run\")] int o")]
    [InlineData("[FromConfig(\"9 lives\")] int o")]
    [InlineData("[FromConfig(\"hidden\")] Hidden o")]
    public Task NoFix_WhenEntryCannotBeDeclared(string parameter) => VerifyFix.OffersNothing(
        RuleIds.FromConfigUnknownKey,
        $$"""
        using Gen;
        [Experiment("x")] public partial class X { enum Hidden { A } [Main] void Run({{parameter}}) { } }
        """);
}
