namespace Gen.Analyzers.Tests.CodeFixes;

public class CommandFixTests
{
    [Fact]
    public Task WhenNothingFillsAParameterItsEntryIsAdded() => VerifyFix.Fixes(
        "GEN012",
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
    public Task WhenSeveralCommandsLackAnEntryFixAllAddsItOnce() => VerifyFix.FixesAll(
        "GEN012",
        """
        //// Lib/X.cs
        using Gen;
        [Experiment("x")] public partial class X
        {
            public int Epochs { get; init; }
        }
        //// Lib/Runs.cs
        using Gen;
        partial class X { [Main] void Train(double learningRate = 1e-3) { } [Command("other")] void Other(double learningRate, bool quick) { } }
        //// App/Y.cs
        using Gen;
        [Experiment("y")] partial class Y { public X? Ignored => null; [Main] void Run(long[] sizes) { } }
        //// Tools/Z.cs
        using Gen;
        [Experiment("z")] partial record Z { [Command("a")] static void Run(Random random, DateTime since) { } }
        """,
        """
        //// Lib/X.cs
        using Gen;
        [Experiment("x")] public partial class X
        {
            public int Epochs { get; init; }
            public double LearningRate { get; init; } = 1e-3;
            public bool Quick { get; init; }
        }
        //// App/Y.cs
        using Gen;
        [Experiment("y")] partial class Y { public long[] Sizes { get; init; } = []; public X? Ignored => null; [Main] void Run(long[] sizes) { } }
        //// Tools/Z.cs
        using Gen;
        [Experiment("z")] partial record Z { public DateTime Since { get; init; } [Command("a")] static void Run(Random random, DateTime since) { } }
        """);

    [Fact]
    public Task WhenThereAreTwoMainsTheLaterBecomesACommand() => VerifyFix.Fixes(
        "GEN012",
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
        title: "Make it [Command(\"show_data\")]");

    [Fact]
    public Task WhenNamesAreTakenTheCommandsAreNumbered() => VerifyFix.FixesAll(
        "GEN012",
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
            [Gen.Command("run_2")] void Run() { }
            [Gen.Command("look_2")] void Look() { }
            [Gen.Command("look_3")] void Look(int seed = 0) { }
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
    public Task WhenNobodyCouldAwaitACommandItReturnsATask() => VerifyFix.FixesAll(
        "GEN012",
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
        """);

    [Fact]
    public Task WhenNoEntryCouldFillItOrANameIsWrongNothingIsOffered() => VerifyFix.OffersNothing(
        "GEN012",
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
