using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Common;

/// <summary>Tests how entries are added to config classes, by the fix of GEN010.</summary>
public class EntryWriterTests
{
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
    [InlineData("int where", "public int Where { get; init; } = 0;")]
    [InlineData("double where", "public double Where { get; init; } = 0;")]
    [InlineData("decimal where", "public decimal Where { get; init; } = 0;")]
    [InlineData("Half where", "public Half Where { get; init; } = default;")]
    [InlineData("bool where", "public bool Where { get; init; } = false;")]
    [InlineData("DayOfWeek where", "public DayOfWeek Where { get; init; } = DayOfWeek.Sunday;")]
    [InlineData("TimeSpan where", "public TimeSpan Where { get; init; } = default;")]
    [InlineData("int? where", "public int? Where { get; init; }")]
    [InlineData("string? where = null", "public string? Where { get; init; }")]
    [InlineData("string where = \"here\"", "public string Where { get; init; } = \"here\";")]
    [InlineData("double where = -1e-3", "public double Where { get; init; } = -1e-3;")]
    [InlineData("float where = Half", "public float Where { get; init; } = 0.5f;")]
    [InlineData("long where = 0", "public long Where { get; init; } = 0;")]
    [InlineData("bool where = true", "public bool Where { get; init; } = true;")]
    [InlineData("int[] where", "public int[] Where { get; init; } = [];")]
    [InlineData(
        "IReadOnlyDictionary<string, double> where",
        "public IReadOnlyDictionary<string, double> Where { get; init; } = new Dictionary<string, double>();"
    )]
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
    [InlineData(
        "public partial class X { [Main] void Run([FromConfig(\"n\")] int m) { } }",
        "public partial class X { public int N { get; init; } = 0; [Main] void Run([FromConfig(\"n\")] int m) { } }"
    )]
    [InlineData(
        "public partial class X { public int A { get; set; } [Main] void Run([FromConfig(\"n\")] int m) { } }",
        "public partial class X { public int A { get; set; } public int N { get; set; } = 0; "
        + "[Main] void Run([FromConfig(\"n\")] int m) { } }"
    )]
    [InlineData(
        "public partial record X; partial record X { [Main] void Run([FromConfig(\"n\")] int m) { } }",
        "public partial record X { public int N { get; init; } = 0; } partial record X { [Main] void Run([FromConfig(\"n\")] int m) { } }"
    )]
    [InlineData(
        "public partial record X;\npartial record X { [Main] void Run([FromConfig(\"n\")] int m) { } }",
        "public partial record X\n{\n    public int N { get; init; } = 0;\n}\n"
        + "partial record X { [Main] void Run([FromConfig(\"n\")] int m) { } }"
    )]
    [InlineData(
        "public partial class X\n{\n}\npartial class X { [Main] void Run([FromConfig(\"n\")] int m) { } }",
        "public partial class X\n{\n    public int N { get; init; } = 0;\n}\n"
        + "partial class X { [Main] void Run([FromConfig(\"n\")] int m) { } }"
    )]
    [InlineData(
        "public partial class X\n{\n#if true\n\tpublic int A { get; init; }\n#endif\n\t[Main] void Run([FromConfig(\"n\")] int m) { }\n}",
        "public partial class X\n{\n\tpublic int N { get; init; } = 0;\n\n#if true\n\tpublic int A { get; init; }\n#endif\n\t[Main] void "
        + "Run([FromConfig(\"n\")] int m) { }\n}"
    )]
    public Task AddEntry_FitsAnyClassLayout(string source, string expected) =>
        VerifyFix.Fixes(
            RuleIds.FromConfigUnknownKey,
            "using Gen;\n[Experiment(\"x\")] " + source,
            "using Gen;\n[Experiment(\"x\")] " + expected
        );
}
