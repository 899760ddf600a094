using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class LostTypeParameterAnalyzerTests
{
    [Fact]
    public Task WhenATypeParameterStandsInFilledParametersOnlyItIsMarked() => Verify.Reports(
        "GEN016",
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            [Captured] int F<[|T|], TKept>(T epochs, TKept other, int size) => 1;
        }
        static class Models { [Captured<X>] public static int Build<[|TEpochs|]>(TEpochs epochs, Run run) => 1; }
        """,
        "Type parameter 'T' of 'F' occurs only in parameters that the config fills ('epochs'), so a call without them cannot infer it",
        "Type parameter 'TEpochs' of 'Build' occurs only in parameters that the config fills ('epochs', 'run'), so a call without them cannot infer it");

    [Fact]
    public Task WhenTheCallIsThereTooTheErrorStillShows() => Verify.ReportsBeside(
        ["CS7036"],
        "GEN016",
        """
        using Gen;
        return await X.RunAsync(args);
        [Experiment("x")] partial class X { public int Epochs { get; init; } [Captured] int F<[|T|]>(T epochs) => 1; [Main] int Run() => F(); }
        """,
        "Type parameter 'T' of 'F' occurs only in parameters that the config fills ('epochs'), so a call without them cannot infer it");

    [Fact]
    public Task WhenAKeptParameterHasItOrNoParameterNothingIsReported() => Verify.Accepts(
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            [Captured] T F<T>(List<T[]> other, int epochs) => other[0][0];
            [Captured] T G<T>(int epochs) where T : new() => new();
            [Main] int Run() => F(new List<int[]>()) + G<int>();
        }
        """);
}
