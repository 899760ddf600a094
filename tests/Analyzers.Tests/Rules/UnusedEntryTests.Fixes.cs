using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

/// <content>Code fixes.</content>
public partial class UnusedEntryTests
{
    [Fact]
    public Task Fix_RemovesEntryAndItsValuesInNamedConfigs() =>
        VerifyFix.Fixes(
            RuleIds.UnusedEntry,
            """
            //// X.cs
            using Gen;
            [Experiment("x")]
            partial class X
            {
                /// <summary>Not used.</summary>
                [System.ComponentModel.DataAnnotations.Range(1, 9)]
                public int Depth { get; init; } = 3;

                /// <summary>Used.</summary>
                public int Width { get; init; }

                [NamedConfig] class Deep { public int Depth => 9; public int Width => 1; }

                [Main] int Run(int width) => width;
            }
            //// Elsewhere.cs
            [Gen.NamedConfig<X>] class Flat { [Gen.FromConfig("depth")] public int Height => 1; }

            """,
            """
            //// X.cs
            using Gen;
            [Experiment("x")]
            partial class X
            {
                /// <summary>Used.</summary>
                public int Width { get; init; }

                [NamedConfig] class Deep { public int Width => 1; }

                [Main] int Run(int width) => width;
            }
            //// Elsewhere.cs
            [Gen.NamedConfig<X>] class Flat { }

            """,
            title: "Remove 'Depth'"
        );

    [Theory]
    [InlineData("int Run() => new X { Depth = 3 }.GetHashCode();")]
    [InlineData("string Run() => nameof(Depth);")]
    public Task NoFix_WhenPropertyIsReferenced(string method) =>
        VerifyFix.OffersNothing(
            RuleIds.UnusedEntry,
            $$"""[Gen.Experiment("x")] partial class X { public int Depth { get; init; } [Gen.Main] {{method}} }"""
        );

    [Fact]
    public Task FixAll_InThreeProjects() =>
        VerifyFix.FixesAll(
            RuleIds.UnusedEntry,
            """
            //// Lib/A.cs
            using Gen;
            [Experiment("a")] partial class A { public int One { get; init; } public int Two { get; init; } [Main] void Run() { } [NamedConfig] class Deep { public int Two => 9; public int One => 1; } }
            public static class Open { }
            //// App/B.cs
            using Gen;
            [Config] record Data
            {
                public int Size { get; init; }

                public string Path { get; init; } = "";

                public int Other { get; init; }
            }
            [Experiment("b")] partial record B { public Data Data { get; init; } = new(); [Main] int Run(Data data) => data.Size; }
            //// Tools/C.cs
            using Gen;
            [Config] class Block { public int Any { get; init; } }
            [Experiment("c")] partial class C { public Block Block { get; init; } = new(); public int A { get; init; } [Main] int Run(int a) => a; }

            """,
            """
            //// Lib/A.cs
            using Gen;
            [Experiment("a")] partial class A { [Main] void Run() { } [NamedConfig] class Deep { } }
            public static class Open { }
            //// App/B.cs
            using Gen;
            [Config] record Data
            {
                public int Size { get; init; }
            }
            [Experiment("b")] partial record B { public Data Data { get; init; } = new(); [Main] int Run(Data data) => data.Size; }
            //// Tools/C.cs
            using Gen;
            [Config] class Block { }
            [Experiment("c")] partial class C { public int A { get; init; } [Main] int Run(int a) => a; }

            """
        );
}
