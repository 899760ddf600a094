using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class MisspelledParameterTests
{
    private const string Entries = """
        public int EmbeddingSize { get; init; } = 100;
        public int MaxVocabSize { get; init; } = 5_000;
        public string URLPath { get; init; } = "";
        """;

    [Fact]
    public Task MissingLetter_SuggestsEntryInParameterCase() => Verify.Reports(
        RuleIds.MisspelledParameter,
        $$"""
        using Gen;
        return await ApiDocs.RunAsync(args);
        [Experiment("api-docs")]
        public sealed partial class ApiDocs
        {
            {{Entries}}
            [Captured] static int BuildLstm(long vocabSize, int [|embedingSize|]) => embedingSize;
            [Main] int Train() => BuildLstm(3);
        }
        """,
        "Parameter 'embedingSize' of 'BuildLstm' matches no entry of 'ApiDocs'. Did you mean 'embeddingSize'?");

    [Fact]
    public Task FromCaller_IsAccepted() => Verify.Reports(
        RuleIds.MisspelledParameter,
        """
        using Gen;
        return await X.RunAsync(args);
        [Experiment("x")]
        public sealed partial class X
        {
            public int Epochs { get; init; } = 5;
            public double Rate { get; init; } = 0.1;
            [Captured] static double RateAt([FromCaller] int epoch, double rate) => rate / (epoch + 1);
            [Main] double Train(int epochs) => Enumerable.Range(0, epochs).Sum(epoch => RateAt(epoch));
        }
        """);

    [Fact]
    public Task SwappedLettersInAcronym_SuggestsLowercaseAcronym() => Verify.Reports(
        RuleIds.MisspelledParameter,
        $$"""
        [Gen.Experiment("x")] partial class X { {{Entries}} [Gen.Captured] void F(string [|ulrPath|]) { } }
        """,
        "Parameter 'ulrPath' of 'F' matches no entry of 'X'. Did you mean 'urlPath'?");

    [Fact]
    public Task MainOrCommand_ReportsOnlyThisRule() => Verify.Reports(
        RuleIds.MisspelledParameter,
        $$"""
        using Gen;
        [Experiment("x")] partial class X
        {
            {{Entries}}
            [Main] void Run(int [|embeddingSiz|]) { }
            [Command("other")] void Other(int [|maxVocabSizes|]) { }
        }
        """,
        "Parameter 'embeddingSiz' of 'Run' matches no entry of 'X'. Did you mean 'embeddingSize'?",
        "Parameter 'maxVocabSizes' of 'Other' matches no entry of 'X'. Did you mean 'maxVocabSize'?");

    [Fact]
    public Task CapturedOfSeveralExperiments_IsCheckedForEach() => Verify.Reports(
        RuleIds.MisspelledParameter,
        """
        using Gen;
        [Experiment("a")] partial class A { public int Depth { get; init; } }
        [Experiment("b")] partial class B { public int Depths { get; init; } [Main] int Run(Run run) => this.Build(2); }
        //// Models.cs
        using Gen;
        static class Models { [Captured<A>, Captured<B>] public static int Build(int width, int [|depth|]) => width * depth; }
        """,
        "Parameter 'depth' of 'Build' matches no entry of 'B'. Did you mean 'depths'?");

    [Fact]
    public Task DistantNameOrOtherType_IsAccepted() => Verify.Accepts(
        $$"""
        using Gen;
        [Experiment("x")] partial class X
        {
            {{Entries}}
            [Captured] int F(int vocabSize, string embedingSize, int embeddingSize, int size) => vocabSize;
            [Main] int Run() => F(1, "a", 2);
        }
        """);

    [Fact]
    public async Task Diagnostic_HasEntryAsAdditionalLocation()
    {
        var compilation = Compiled.With([
            ("X.cs", "[Gen.Experiment(\"x\")] partial class X { public int Epochs { get; init; } [Gen.Captured] void F(int epoch) { } }"),
        ]);
        var diagnostic = Assert.Single(await Verify.Diagnostics(compilation));
        var place = Assert.Single(diagnostic.AdditionalLocations);
        Assert.Equal("Epochs", place.SourceTree!.ToString().Substring(place.SourceSpan.Start, place.SourceSpan.Length));
    }

    [Fact]
    public Task MetricConfigParameter_IsReported() => Verify.Reports(
        RuleIds.MisspelledParameter,
        """
        using Gen; using TorchSharp; using static TorchSharp.torch;
        [Experiment("x")] public sealed partial class X
        {
            public int NumClasses { get; init; } = 3;
            [Metric] static Tensor A(Tensor x, int [|numClases|], Tensor numClass) => (x + numClass).sum() * numClases;
        }
        """,
        "Parameter 'numClases' of 'A' matches no entry of 'X'. Did you mean 'numClasses'?");

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
            [Gen.Captured] static int Build(long size, [FromConfig("embedding_size")] [My]
                /* wide */ int embedingSize = 3) => embedingSize + (int)size;
            [Gen.Main] int Run() => Build(3);
        }
        class MyAttribute : Attribute;
        """,
        action: 1,
        title: "Add [FromConfig(\"embedding_size\")]");

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
                "([FromConfig(\"depth\")] int depht"
            )}} }
            """,
            title: "Add [FromConfig(\"depth\")]"
        );

    [Fact]
    public Task Rename_WhenFieldHasTheName_QualifiesField() =>
        VerifyFix.Fixes(
            RuleIds.MisspelledParameter,
            """
            using Gen;
            [Experiment("x")] public partial class X { int depth = 3; public int Depth { get; init; } [Main] int Run(int depht) => depht + depth; }
            """,
            """
            using Gen;
            [Experiment("x")] public partial class X { int depth = 3; public int Depth { get; init; } [Main] int Run(int depth) => depth + this.depth; }
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
            [Experiment("x")] public partial class X { public int Depth { get; init; } [Captured] internal static partial int F(int depht, int a); [Main] int Run() => F(1); }
            //// B.cs
            partial class X { internal static partial int F(int depht, int a) => depht * a; }
            """,
            """
            //// A.cs
            using Gen;
            [Experiment("x")] public partial class X { public int Depth { get; init; } [Captured] internal static partial int F(int depth, int a); [Main] int Run() => F(1); }
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
        Three.Replace("(int depht, int wdith)", "([FromConfig(\"depth\")] int depht, [FromConfig(\"width\")] int wdith)")
            .Replace("(int dept)", "([FromConfig(\"depth\")] int dept)").Replace("(int depths)", "([FromConfig(\"depth\")] int depths)"),
        action: 1);
}
