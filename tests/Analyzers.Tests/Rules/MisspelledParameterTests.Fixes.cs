using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

/// <content>Code fixes.</content>
public partial class MisspelledParameterTests
{
    [Fact]
    public Task Rename_UpdatesAllReferences() => VerifyFix.Fixes(
        RuleIds.MisspelledParameter,
        """
        //// Build.cs
        using Gen;
        [Experiment("x")] public partial class X
        {
            public int EmbeddingSize { get; init; } = 100;

            /// <summary>Twice <paramref name="embedingSize"/>.</summary>
            /// <param name="embedingSize">Numbers in a vector: embedingSize.</param>
            [Captured]
            internal static int Build(
                // How wide.
                int embedingSize,
                int depth = 3) => Twice(embedingSize) + depth + Log(nameof(embedingSize));

            static int Twice(int embedingSize) => embedingSize * 2;
            static int Log(string embedingSize) => embedingSize.Length;
        }
        //// Main.cs
        using Gen;
        partial class X
        {
            [Main] int Run() => Build() + Build(embedingSize: 3) + Build(depth: 4, embedingSize: 5);
        }
        """,
        """
        //// Build.cs
        using Gen;
        [Experiment("x")] public partial class X
        {
            public int EmbeddingSize { get; init; } = 100;

            /// <summary>Twice <paramref name="embeddingSize"/>.</summary>
            /// <param name="embeddingSize">Numbers in a vector: embedingSize.</param>
            [Captured]
            internal static int Build(
                // How wide.
                int embeddingSize,
                int depth = 3) => Twice(embeddingSize) + depth + Log(nameof(embeddingSize));

            static int Twice(int embedingSize) => embedingSize * 2;
            static int Log(string embedingSize) => embedingSize.Length;
        }
        //// Main.cs
        using Gen;
        partial class X
        {
            [Main] int Run() => Build() + Build(embeddingSize: 3) + Build(depth: 4, embeddingSize: 5);
        }
        """,
        title: "Rename to 'embeddingSize'");

    [Fact]
    public Task FromConfig_KeepsName() => VerifyFix.Fixes(
        RuleIds.MisspelledParameter,
        """
        [Gen.Experiment("x")] public partial class X
        {
            public int EmbeddingSize { get; init; }
            [Gen.Captured] static int Build(long size, [My]
                /* wide */ int embedingSize = 3) => embedingSize + (int)size;
            [Gen.Main] int Run() => Build(3);
        }
        class MyAttribute : Attribute;
        """,
        """
        [Gen.Experiment("x")] public partial class X
        {
            public int EmbeddingSize { get; init; }
            [Gen.Captured] static int Build(long size, [FromConfig(nameof(EmbeddingSize))] [My]
                /* wide */ int embedingSize = 3) => embedingSize + (int)size;
            [Gen.Main] int Run() => Build(3);
        }
        class MyAttribute : Attribute;
        """,
        action: 1,
        title: "Add [FromConfig(nameof(EmbeddingSize))]");

    [Fact]
    public Task FromCaller_KeepsName() => VerifyFix.Fixes(
        RuleIds.MisspelledParameter,
        """
        using Gen;
        [Experiment("x")] public partial class X
        {
            public int Epochs { get; init; } = 5;
            public double LearningRate { get; init; } = 0.1;
            [Captured] static double RateAt(int epoch, double learningRate) => learningRate / (epoch + 1);
            [Main] double Run() => RateAt(3, learningRate: 0.2);
        }
        """,
        """
        using Gen;
        [Experiment("x")] public partial class X
        {
            public int Epochs { get; init; } = 5;
            public double LearningRate { get; init; } = 0.1;
            [Captured] static double RateAt([FromCaller] int epoch, double learningRate) => learningRate / (epoch + 1);
            [Main] double Run() => RateAt(3, learningRate: 0.2);
        }
        """,
        action: 2,
        title: "Mark as caller-supplied");

    [Theory]
    [InlineData("int Run(int depht) { var depth = depht; return depth; }")]
    [InlineData("int Run(int depht, [FromConfig(\"depth\")] int depth) => depht + depth;")]
    [InlineData("int Run(int depht) { int F(out int depth) => depth = depht; return F(out _); }")]
    public Task Rename_WhenNameIsTaken_IsNotOffered(string method) =>
        VerifyFix.Fixes(
            RuleIds.MisspelledParameter,
            $$"""
            using Gen;
            [Experiment("x")] public partial class X { public int Depth { get; init; } [Main] {{method}} }
            """,
            $$"""
            using Gen;
            [Experiment("x")] public partial class X { public int Depth { get; init; } [Main] {{method.Replace(
                "(int depht",
                "([FromConfig(nameof(Depth))] int depht"
            )}} }
            """,
            title: "Add [FromConfig(nameof(Depth))]"
        );

    [Fact]
    public Task Rename_WhenFieldHasTheName_QualifiesField() =>
        VerifyFix.Fixes(
            RuleIds.MisspelledParameter,
            """
            using Gen;
            [Experiment("x")] public partial class X
            {
                int depth = 3;
                public int Depth { get; init; }
                [Main] int Run(int depht) => depht + depth;
            }
            """,
            """
            using Gen;
            [Experiment("x")] public partial class X
            {
                int depth = 3;
                public int Depth { get; init; }
                [Main] int Run(int depth) => depth + this.depth;
            }
            """
        );

    [Fact]
    public Task Rename_ToKeyword_IsEscaped() => VerifyFix.Fixes(
        RuleIds.MisspelledParameter,
        """
        using Gen;
        [Experiment("x")] public partial class X { public int Decimal { get; init; } [Main] int Run(int decmal) => decmal; }
        """,
        """
        using Gen;
        [Experiment("x")] public partial class X { public int Decimal { get; init; } [Main] int Run(int @decimal) => @decimal; }
        """);

    [Fact]
    public Task Rename_InPartialMethod_ChangesBothParts() =>
        VerifyFix.Fixes(
            RuleIds.MisspelledParameter,
            """
            //// A.cs
            using Gen;
            [Experiment("x")] public partial class X
            {
                public int Depth { get; init; }
                [Captured] internal static partial int F(int depht, int a);
                [Main] int Run() => F(1);
            }
            //// B.cs
            partial class X { internal static partial int F(int depht, int a) => depht * a; }
            """,
            """
            //// A.cs
            using Gen;
            [Experiment("x")] public partial class X
            {
                public int Depth { get; init; }
                [Captured] internal static partial int F(int depth, int a);
                [Main] int Run() => F(1);
            }
            //// B.cs
            partial class X { internal static partial int F(int depth, int a) => depth * a; }
            """
        );

    [Fact]
    public Task NoFix_WhenNameIsRightForOtherExperiment() => VerifyFix.OffersNothing(
        RuleIds.MisspelledParameter,
        """
        using Gen;
        [Experiment("a")] public partial class A { public int Depth { get; init; } }
        [Experiment("b")] public partial class B { public int Depths { get; init; } [Main] int Run() => this.Build(2); }
        static class Models { [Captured<A>, Captured<B>] public static int Build(int width, int depth) => width * depth; }
        """);

    private const string Three = """
        //// Lib/A.cs
        using Gen;
        [Experiment("a")] public partial class A
        {
            public int Depth { get; init; }
            public int Width { get; init; }
            [Captured] public static int Size(int depht, int wdith) => depht * wdith;
            [Main] void Run(int dept) { }
        }
        //// App/B.cs
        using Gen;
        public static class B
        {
            public static int Ten => A.Size(wdith: 2, depht: 5);
            [Captured<A>] public static int Half(int depths) => depths / 2;
        }
        //// Tools/C.cs
        static class C { public static int Twenty => A.Size(depht: A.Size(depht: 4, wdith: 1), wdith: 5) + B.Half(depths: 3); }

        """;

    [Fact]
    public Task FixAll_InThreeProjects_Renames() =>
        VerifyFix.FixesAll(
            RuleIds.MisspelledParameter,
            Three,
            Three.Replace("depht", "depth").Replace("wdith", "width").Replace("dept)", "depth)").Replace("depths", "depth")
        );

    [Fact]
    public Task FixAll_InThreeProjects_AddsFromConfig() => VerifyFix.FixesAll(
        RuleIds.MisspelledParameter,
        Three,
        Three.Replace("(int depht, int wdith)", "([FromConfig(nameof(Depth))] int depht, [FromConfig(nameof(Width))] int wdith)")
            .Replace("(int dept)", "([FromConfig(nameof(Depth))] int dept)")
            .Replace("(int depths)", "([FromConfig(nameof(A.Depth))] int depths)"),
        action: 1);
}
