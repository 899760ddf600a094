using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public partial class MisspelledParameterTests
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
}
