using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class CommandTests
{
    [Fact]
    public Task RunAsyncWithoutMain_IsReportedAtCall() =>
        Verify.Reports(
            RuleIds.Command,
            """
            using Gen;
            return await X.[|RunAsync|](args);
            [Experiment("x")] partial class X { [Command("other")] void Other() { Func<string[], RunOptions?, Task<int>> run = [|X.RunAsync|]; } }
            """,
            "Experiment 'X' has no [Main] method for RunAsync to run",
            "Experiment 'X' has no [Main] method for RunAsync to run"
        );

    [Fact]
    public Task SecondMain_IsReported() => Verify.Reports(
        RuleIds.Command,
        """
        using Gen;
        return await X.RunAsync(args);
        [Experiment("x")] partial class X { [Main] void Run() { } [Main] int [|Train|]() => 1; }
        """,
        "Experiment 'X' has two [Main] methods, 'Run' and 'Train'. Make one of them a [Command].");

    [Fact]
    public Task UnfilledParameter_IsReported() => Verify.Reports(
        RuleIds.Command,
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
        "Parameter 'dataFolder' of [Main] method 'Train' has no value because 'X' has no such entry",
        "Parameter 'numbers' of [Command] method 'Show' has no value because 'X' has no such entry");

    [Fact]
    public Task CommandName_TakenOrInvalid_IsReported() => Verify.Reports(
        RuleIds.Command,
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
        "Experiment 'X' has two commands named 'show-data', 'A' and 'B'",
        "Command 'C' cannot be named 'print-config' because that is a built-in command",
        "Command 'D' cannot be named 'run' because that is a built-in command",
        "Command 'E' cannot be named 'two words' because the command line does not read that as one word",
        "Command 'F' cannot be named '--dashes' because the command line does not read that as one word",
        "Command 'G' needs a name");

    [Fact]
    public Task MethodThatCannotBeCalledOrAwaited_IsReported() => Verify.Reports(
        RuleIds.Command,
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
        "Method 'Train' cannot be a [Main] because it is generic",
        "Method 'A' cannot be a [Command] because its parameter 'epochs' is passed by reference",
        "Method 'B' cannot be a [Command] because a value of type 'Span<int>' cannot be stored as the result of the run",
        "Method 'C' cannot be a [Command] because it is 'async void', so the run would end before it does. Return a Task.");

    [Fact]
    public Task ValidCommands_AreAccepted() =>
        Verify.Accepts(
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
            """
        );

    [Fact]
    public Task ExperimentWithoutMain_NotRun_IsAccepted() => Verify.Accepts(
        """
        [Gen.Experiment("x")] partial class X { public int Epochs { get; init; } static X Make() => X.Parse("epochs=3"); }
        """);

    [Fact]
    public Task AddEntry_ForUnfilledParameter() => VerifyFix.Fixes(
        RuleIds.Command,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; } = 5;

            /// <summary>Trains.</summary>
            [Main] int Train(int epochs, string dataFolder) => epochs;
        }
        """,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; } = 5;
            public string DataFolder { get; init; } = "";

            /// <summary>Trains.</summary>
            [Main] int Train(int epochs, string dataFolder) => epochs;
        }
        """,
        title: "Add entry 'DataFolder' to 'X'");

    [Fact]
    public Task RenamedEntry_IsNotAddedAgainByFormatters() => VerifyFix.OffersOneAtATime(
        RuleIds.Command,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Turns { get; init; } = 5;
            [Main] int Train(int rounds) => rounds;
        }
        """);

    [Fact]
    public Task SecondMain_BecomesCommand() => VerifyFix.Fixes(
        RuleIds.Command,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            [Main] void Train() { }

            // Only looks.
            [Obsolete, Main] // later
            int ShowData() => 1;
        }
        """,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            [Main] void Train() { }

            // Only looks.
            [Obsolete, Command("show_data")] // later
            int ShowData() => 1;
        }
        """,
        title: "Change to [Command(\"show_data\")]");

    [Fact]
    public Task SecondMain_WhenNameIsTaken_IsNumbered() => VerifyFix.FixesAll(
        RuleIds.Command,
        """
        //// Lib/A.cs
        [Gen.Experiment("a")] public partial class A
        {
            [Gen.Main] void Train() { }
            [Gen.Main] void Run() { }
            [Gen.Main] void Look() { }
            [Gen.Main] void Look(int seed = 0) { }
            [Gen.Command("look")] void Other() { }
        }
        //// App/B.cs
        using Gen;
        [Experiment("b")] partial class B { [Main] void Train() { } [MainAttribute()] void Evaluate() { } }
        //// Tools/C.cs
        using Gen;
        [Experiment("c")] partial class C { [Main] void Train() { } [Main] void Help() { } }
        """,
        """
        //// Lib/A.cs
        [Gen.Experiment("a")] public partial class A
        {
            [Gen.Main] void Train() { }
            [Command("run_2")] void Run() { }
            [Command("look_2")] void Look() { }
            [Command("look_3")] void Look(int seed = 0) { }
            [Gen.Command("look")] void Other() { }
        }
        //// App/B.cs
        using Gen;
        [Experiment("b")] partial class B { [Main] void Train() { } [Command("evaluate")] void Evaluate() { } }
        //// Tools/C.cs
        using Gen;
        [Experiment("c")] partial class C { [Main] void Train() { } [Command("help_2")] void Help() { } }
        """);

    [Fact]
    public Task AsyncVoid_ReturnsTask() =>
        VerifyFix.FixesAll(
            RuleIds.Command,
            """
            //// A.cs
            using Gen;
            [Experiment("x")] partial class X { [Main] private async /* later */ void Run() => await Task.Yield(); }
            //// B.cs
            namespace Other;
            [Gen.Experiment("y")] partial class Y { class Task; [Gen.Command("y")] async void Run() => await System.Threading.Tasks.Task.Yield(); }
            """,
            """
            //// A.cs
            using Gen;
            [Experiment("x")] partial class X { [Main] private async /* later */ Task Run() => await Task.Yield(); }
            //// B.cs
            namespace Other;
            [Gen.Experiment("y")] partial class Y { class Task; [Gen.Command("y")] async System.Threading.Tasks.Task Run() => await System.Threading.Tasks.Task.Yield(); }
            """
        );

    [Fact]
    public Task NoFix_WhenNoEntryCanFillOrNameIsInvalid() => VerifyFix.OffersNothing(
        RuleIds.Command,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            [Main] void Run(List<int> sizes, params int[] numbers) { }
            [Command("two words")] void A() { }
            [Command("b")] void B(ref int seed) { }
            [Command("c")] Span<int> C() => default;
            [Command("d")] async void D() => await Task.Yield();
            Action Use() => D;
        }
        class Caller { object A => Y.RunAsync([]); }
        [Experiment("y")] partial class Y;
        """);
}
