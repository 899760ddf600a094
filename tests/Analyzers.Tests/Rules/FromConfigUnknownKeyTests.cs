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
    public Task KeyInAnyCase_IsAccepted() =>
        Verify.Accepts(
            """
            using Gen;
            [Config] public class Block { public string Path { get; init; } = ""; }
            [Experiment("x")] public partial class X
            {
                public int NumClasses { get; init; }
                public int Total => NumClasses * 2;
                public Block Data { get; init; } = new();
                [Captured] void F([FromConfig(nameof(NumClasses))] int a, [FromConfig("NUM-classes")] int b,
                    [FromConfig("data.path")] string c, [FromConfig("data")] Block d, [FromConfig("total")] int e,
                    [FromConfig("seed")] long f)
                {
                    
                }
                [Main] void Run() => F();
            }
            """
        );

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
    public Task KeyOfRenamedBlock_SuggestsTheNewOne() => Verify.Reports(
        RuleIds.FromConfigUnknownKey,
        """
        using Gen;
        [Config] public record Files { public string Path { get; init; } = ""; public string Name { get; init; } = ""; }
        [Experiment("x")] public partial class X
        {
            public Files Dataset { get; init; } = new();
            public Files Other { get; init; } = new() { Path = "b" };
            public Inner Model { get; init; } = new();
            [Main] string Train([FromConfig([|"data.size"|])] int size, [FromConfig([|"data.path"|])] string path) => path + size + Dataset.Name + Other;
        }
        [Config] public record Inner { public int Size { get; init; } }
        """,
        "Entry 'data.size' in [FromConfig] of parameter 'size' does not exist in 'X'. Did you mean 'model.size'?",
        "Entry 'data.path' in [FromConfig] of parameter 'path' does not exist in 'X'. Its entries are dataset.name, dataset.path, model.size, "
        + "other.name, other.path, seed.");

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
    public Task FixAll_InThreeProjects_CorrectsKeys() =>
        VerifyFix.FixesAll(
            RuleIds.FromConfigUnknownKey,
            """
            //// Lib/A.cs
            using Gen;
            [Experiment("a")] public partial class A
            {
                public int Depth { get; init; }
                [Main] void Run([FromConfig("deph")] int d, [FromConfig("dept")] int e) { }
            }
            //// App/B.cs
            using Gen;
            [Experiment("b")] public partial class B
            {
                public int Depth { get; init; }
                [NamedConfig] class Deep { [FromConfig("depht")] public int D => 9; }
            }
            //// Tools/C.cs
            using Gen;
            static class C { [Captured<A>] internal static void F([FromConfig("detph")] int d, long e) { } }
            """,
            """
            //// Lib/A.cs
            using Gen;
            [Experiment("a")] public partial class A
            {
                public int Depth { get; init; }
                [Main] void Run([FromConfig("depth")] int d, [FromConfig("depth")] int e) { }
            }
            //// App/B.cs
            using Gen;
            [Experiment("b")] public partial class B
            {
                public int Depth { get; init; }
                [NamedConfig] class Deep { [FromConfig("depth")] public int D => 9; }
            }
            //// Tools/C.cs
            using Gen;
            static class C { [Captured<A>] internal static void F([FromConfig("depth")] int d, long e) { } }
            """
        );

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
