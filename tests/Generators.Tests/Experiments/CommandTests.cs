namespace Gen.Generators.Tests.Experiments;

/// <summary>Methods with <c>[Main]</c> and <c>[Command]</c>, all of whose parameters are filled.</summary>
public sealed class CommandTests
{
    private static GeneratedProgram With(string members) =>
        GeneratedProgram.Of(
            $$"""
            [Experiment("e")] public partial class E { public int Epochs { get; init; } = 5; public static int Done; {{members}} }
            public static class T
            {
                public static object Run() => E.RunAsync(new E(), Quiet.Options).GetAwaiter().GetResult();
                public static int Command(string name) =>
                    E.RunAsync([name, "-u", "--capture", "no", "epochs=6"], Quiet.Options).GetAwaiter().GetResult();
            }
            """
        );

    [Theory]
    [InlineData("[Main] void M(int epochs) => Done = epochs;", null)]
    [InlineData("[Main] static void M(int epochs) => Done = epochs;", null)]
    [InlineData("[Main] int M(int epochs) => Done = epochs;", 5)]
    [InlineData("[Main] static int M(int epochs) => Done = epochs;", 5)]
    [InlineData("[Main] Task M(int epochs) { Done = epochs; return Task.CompletedTask; }", null)]
    [InlineData("[Main] async Task M(int epochs) { await Task.Yield(); Done = epochs; }", null)]
    [InlineData("[Main] static async Task<int> M(int epochs) { await Task.Yield(); return Done = epochs; }", 5)]
    [InlineData("[Main] async ValueTask M(int epochs) { await Task.Yield(); Done = epochs; }", null)]
    [InlineData("[Main] async ValueTask<int> M(int epochs) { await Task.Yield(); return Done = epochs; }", 5)]
    [InlineData("[Main] (int A, string? B) M(int epochs) => (Done = epochs, null);", "(5, )")]
    [InlineData("[Main] string? M(int epochs) { Done = epochs; return null; }", null)]
    [InlineData("[Main] async Task<string?> M(int epochs) { await Task.Yield(); Done = epochs; return null; }", null)]
    [InlineData("[Main] dynamic M(int epochs) => Done = epochs;", 5)]
    [InlineData("[Main] T[] M(int epochs) { Done = epochs; return []; } public class T { }", "E+T[]")]
    [InlineData("[Main] IEnumerable<int> Main(in int epochs) => new int[] { Done = epochs };", "System.Int32[]")]
    [InlineData("[Main, Captured] int M(int epochs) => Done = epochs;", 5)]
    [InlineData("[Main, Command(\"again\")] int M(int epochs) => Done = epochs;", 5)]
    [InlineData("[Main] public int @await(int epochs) => Done = epochs;", 5)]
    public void Main_AnyReturnType_Runs(string main, object? result)
    {
        var program = With(main + " public static int GetDone() => Done;");
        dynamic run = program.Call("T.Run")!;
        Assert.Equal(5, program.Call("E.GetDone"));
        Assert.Equal(RunStatus.Completed, (RunStatus)run.Status);
        object? given = run.GetType() is Type type && type.IsGenericType ? run.Result : null;
        Assert.Equal(result is string ? result : result?.ToString(), given?.ToString());
    }

    [Fact]
    public void Command_RunsByName()
    {
        var program = With("""
            [Main] void M(int epochs) => Done = epochs;
            [Command("evaluate")] int Evaluate(int epochs, Run run) { Done = epochs * 10; return run.Command == "evaluate" ? 1 : 0; }
            [Command("a-b")] static async Task AB(E self) { await Task.Yield(); Done = self.Epochs * 100; }
            [Command("print-config")] void Reserved() => Done = -1;
            [Command("")] void NoName() => Done = -1;
            [Command(null!)] void Null() => Done = -1;
            [Command("evaluate")] void Second() => Done = -1;
            [Command("two words")] void Words() => Done = -1;
            [Command("--option")] void Option() => Done = -1;
            [Command("generic")] void Generic<T>() => Done = -1;
            [Command("\"quoted\"{0}")] void Quoted() => Done = 5;
            public static int GetDone() => Done;
            """);
        Assert.Equal(0, program.Call("T.Command", "run"));
        Assert.Equal(6, program.Call("E.GetDone"));
        Assert.Equal(0, program.Call("T.Command", "evaluate"));
        Assert.Equal(60, program.Call("E.GetDone"));
        Assert.Equal(0, program.Call("T.Command", "a-b"));
        Assert.Equal(600, program.Call("E.GetDone"));
        Assert.Equal(0, program.Call("T.Command", "\"quoted\"{0}"));
        Assert.Equal(5, program.Call("E.GetDone"));
    }

    [Theory]
    // Analyzers report these errors. The generated code must compile.
    [InlineData("[Main] void M(int nothing) { }")]
    [InlineData("[Main] void M(string epochs) { }")]
    [InlineData("[Main] void M(ref int epochs, out string x, params int[] more) => x = \"\";")]
    [InlineData("[Main] void M(Span<int> x) { }")]
    [InlineData("[Main] void M<T>(T epochs) { }")]
    [InlineData("[Main] void A() { } [Main] void B() { }")]
    [InlineData("[Main] Span<int> M() => default;")]
    [InlineData("[Main] ref int M() => ref Done;")]
    [InlineData("[Main] unsafe int* M() => null;")]
    [InlineData("[Main] unsafe void M(int* x) { }")]
    [InlineData("[Command(\"x\")] void M(object unknown, List<int> list) { }")]
    public void InvalidCommand_GeneratedCodeCompiles(string members) =>
        GeneratedProgram.Of(
            $$"""[Experiment("e")] public partial class E { public int Epochs { get; init; } = 5; public static int Done; {{members}} }"""
        );
}
