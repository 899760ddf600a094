using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class CommandAnalyzerTests
{
    [Fact]
    public Task WhenRunAsyncIsCalledWithoutAMainTheCallIsMarked() => Verify.Reports(
        "GEN012",
        """
        using Gen;
        return await X.[|RunAsync|](args);
        [Experiment("x")] partial class X { [Command("other")] void Other() { Func<string[], RunOptions?, Task<int>> run = [|RunAsync|]; } }
        """,
        "'X' has no method marked [Main], so there is nothing that RunAsync could run",
        "'X' has no method marked [Main], so there is nothing that RunAsync could run");

    [Fact]
    public Task WhenThereAreTwoMainsTheLaterIsMarked() => Verify.Reports(
        "GEN012",
        """
        using Gen;
        return await X.RunAsync(args);
        [Experiment("x")] partial class X { [Main] void Run() { } [Main] int [|Train|]() => 1; }
        """,
        "'X' has two methods marked [Main], 'Run' and 'Train': make one a [Command]");

    [Fact]
    public Task WhenNothingFillsAParameterItIsMarked() => Verify.Reports(
        "GEN012",
        """
        using Gen;
        return await X.RunAsync(args);
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            [Main] void Train(Run run, int epochs, string [|dataFolder|]) { }
            [Command("list")] void Show(params int[] [|numbers|]) { }
        }
        """,
        "Nothing fills parameter 'dataFolder' of 'Train', and a method marked [Main] has no caller to give it: 'X' has no such entry",
        "Nothing fills parameter 'numbers' of 'Show', and a method marked [Command] has no caller to give it: 'X' has no such entry");

    [Fact]
    public Task WhenACommandsNameIsTakenOrNoWordTheNameIsMarked() => Verify.Reports(
        "GEN012",
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            [Command("show-data")] void A() { }
            [Command([|"show-data"|])] void B() { }
            [Command([|"print-config"|])] void C() { }
            [Command([|"run"|])] void D() { }
            [Command([|"two words"|])] void E() { }
            [Command([|"--dashes"|])] void F() { }
            [Command([|null!|])] void G() { }
            [Main] void Train() { }
        }
        """,
        "'X' has two commands 'show-data', 'A' and 'B'",
        "'print-config' is a built-in command's name: give the command 'C' another",
        "'run' is a built-in command's name: give the command 'D' another",
        "'two words' can't be a command's name: the command line takes it for something else than one word",
        "'--dashes' can't be a command's name: the command line takes it for something else than one word",
        "The command 'G' needs a name");

    [Fact]
    public Task WhenGeneratedCodeCannotCallOrAwaitTheMethodItIsMarked() => Verify.Reports(
        "GEN012",
        """
        using Gen;
        return await X.RunAsync(args);
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            [Main] void [|Train|]<T>(T epochs) { }
            [Command("a")] void [|A|](ref int epochs) { }
            [Command("b")] Span<int> [|B|]() => default;
            [Command("c")] async void [|C|]() => await Task.Yield();
        }
        """,
        "'Train' can't be a [Main]: it is generic",
        "'A' can't be a [Command]: nothing fills its parameter 'epochs', which is passed by reference",
        "'B' can't be a [Command]: a value of type 'Span<int>' can't be kept as the run's result",
        "'C' can't be a [Command]: it is 'async void', so that the run would end before it does; return a Task");

    [Fact]
    public Task WhenEveryMethodCanRunNothingIsReported() => Verify.Accepts(
        """
        using Gen;
        using Microsoft.Extensions.Logging;
        return await X.RunAsync(args) + await Y.RunAsync(args);
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            public int Total => Epochs;
            [Main] async Task<double> Train(Run run, X self, ILogger log, Random random, CancellationToken stop, [Seed] long seed, int epochs, object total) { await Task.Yield(); return 1; }
            [Command("evaluate")] static async ValueTask Evaluate(long seed) => await Task.Yield();
            [Command("show_data")] void Show(in int epochs) { }
        }
        partial class Y { [Main] static void Run() { } }
        [Experiment("y")] partial class Y;
        class Z { static Task<int> RunAsync(string[] args) => Task.FromResult(0); static Task<int> Call() => RunAsync([]); }
        """);

    [Fact]
    public Task WhenAnExperimentWithoutAMainIsOnlyAConfigNothingIsReported() => Verify.Accepts(
        """
        [Gen.Experiment("x")] partial class X { public int Epochs { get; init; } static X Make() => Parse("epochs=3"); }
        """);
}
