using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class CapturedParameterNearMissAnalyzerTests
{
    private const string Entries = """
        public int EmbeddingSize { get; init; } = 100;
        public int MaxVocabSize { get; init; } = 5_000;
        public string URLPath { get; init; } = "";
        """;

    [Fact]
    public Task WhenALetterIsMissingTheEntryIsSuggestedInAParametersSpelling() => Verify.Reports(
        "GEN001",
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
        "Parameter 'embedingSize' of 'BuildLstm' matches no entry of 'ApiDocs'; did you mean 'embeddingSize'?");

    [Fact]
    public Task WhenTheCallerIsSaidToGiveItNothingIsReported() => Verify.Reports(
        "GEN001",
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
    public Task WhenLettersAreSwappedInAnAcronymTheWholeAcronymIsLowered() => Verify.Reports(
        "GEN001",
        $$"""
        [Gen.Experiment("x")] partial class X { {{Entries}} [Gen.Captured] void F(string [|ulrPath|]) { } }
        """,
        "Parameter 'ulrPath' of 'F' matches no entry of 'X'; did you mean 'urlPath'?");

    [Fact]
    public Task WhenAMainOrACommandMisspellsAnEntryThisRuleAloneSpeaks() => Verify.Reports(
        "GEN001",
        $$"""
        using Gen;
        [Experiment("x")] partial class X
        {
            {{Entries}}
            [Main] void Run(int [|embeddingSiz|]) { }
            [Command("other")] void Other(int [|maxVocabSizes|]) { }
        }
        """,
        "Parameter 'embeddingSiz' of 'Run' matches no entry of 'X'; did you mean 'embeddingSize'?",
        "Parameter 'maxVocabSizes' of 'Other' matches no entry of 'X'; did you mean 'maxVocabSize'?");

    [Fact]
    public Task WhenAMethodElsewhereIsCapturedItIsCheckedForEachOfItsExperiments() => Verify.Reports(
        "GEN001",
        """
        using Gen;
        [Experiment("a")] partial class A { public int Depth { get; init; } }
        [Experiment("b")] partial class B { public int Depths { get; init; } [Main] int Run(Run run) => this.Build(2); }
        //// Models.cs
        using Gen;
        static class Models { [Captured<A>, Captured<B>] public static int Build(int width, int [|depth|]) => width * depth; }
        """,
        "Parameter 'depth' of 'Build' matches no entry of 'B'; did you mean 'depths'?");

    [Fact]
    public Task WhenTheNameIsFarOrOfAnotherTypeItIsTheCallers() => Verify.Accepts(
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
    public async Task WhenAnEntryIsNearItsDeclarationIsTheAdditionalPlace()
    {
        var compilation = Compiled.With([("X.cs", "[Gen.Experiment(\"x\")] partial class X { public int Epochs { get; init; } [Gen.Captured] void F(int epoch) { } }")]);
        var diagnostic = Assert.Single(await Verify.Diagnostics(compilation));
        var place = Assert.Single(diagnostic.AdditionalLocations);
        Assert.Equal("Epochs", place.SourceTree!.ToString().Substring(place.SourceSpan.Start, place.SourceSpan.Length));
    }

    [Fact]
    public Task WhenItIsAConfigParameterOfAMetricTheSameHolds() => Verify.Reports(
        "GEN001",
        """
        using Gen; using TorchSharp; using static TorchSharp.torch;
        [Experiment("x")] public sealed partial class X
        {
            public int NumClasses { get; init; } = 3;
            [Metric] static Tensor A(Tensor x, int [|numClases|], Tensor numClass) => (x + numClass).sum() * numClases;
        }
        """,
        "Parameter 'numClases' of 'A' matches no entry of 'X'; did you mean 'numClasses'?");
}
