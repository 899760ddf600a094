using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class LeftOutParameterTests
{
    private const string Members = """
            public int HiddenUnits { get; init; } = 3;
            public int Depth { get; init; } = 3;
            public string Path { get; init; } = "";
            [Captured] static int Build(int width, int depth, string name = "") => width * depth;
        """;

    [Theory]
    [InlineData("[|Build|]()", "CS1501")]
    [InlineData("this.[|Build|](name: \"a\")", "CS1501")]
    [InlineData("Other?.[|Build|]()", "CS1501")]
    [InlineData("Other!.[|Build|](\"a\")", "CS1503")]
    public Task CallWithoutParameter_IsReportedWithFittingEntries(string call, string compilerError) => Verify.ReportsBeside(
        [compilerError],
        RuleIds.LeftOutParameter,
        $$"""
        using Gen;
        [Experiment("x")] partial class X
        {
        {{Members}}
            X? Other { get; set; }
            int? Sum() => {{call}};
        }
        """,
        "Call of 'Build' leaves out parameter 'width', but 'X' has no such entry. Entries that fit are hidden_units, depth.");

    [Fact]
    public async Task SeveralParameters_AreReportedEach()
    {
        const string Source = """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Seeds { get; init; }
            [Captured] static int Build(Random random, int width, DateTime since, int inputs) => width * inputs;
            [Captured] static int Build(Random random, string text) => text.Length;
            [Captured] static T Pass<T>(Random random, T value, TimeSpan limit) => value;
            int Sum() => Build(inputs: 3) + Pass(3);
        }
        """;
        var reported = await Verify.Diagnostics(Compiled.With([("X.cs", Source)]));
        Assert.Equal(
            [
                "Call of 'Build' leaves out parameter 'width', but 'X' has no such entry. Entries that fit are seeds.",
                "Call of 'Build' leaves out parameter 'since', but 'X' has no such entry",
                "Call of 'Pass' leaves out parameter 'limit', but 'X' has no such entry",
            ],
            reported.Where(d => d.Id == RuleIds.LeftOutParameter).Select(d => d.GetMessage()));
    }

    [Theory]
    [InlineData("Build(1, 2, 3, 4)", "CS1501")]
    [InlineData("Build(height: 3)", "CS1739")]
    [InlineData("Build(2.5, \"a\")", "CS1503")]
    [InlineData("Other.Build(1, 2, 3, 4)", "CS1501")]
    [InlineData("X.Build()", "CS1501")]
    [InlineData("Told()", "CS1501")]
    [InlineData("Plain()", "CS7036")]
    public Task OtherError_IsLeftToTheCompiler(string call, string compilerError) => Verify.ReportsBeside(
        [compilerError],
        RuleIds.LeftOutParameter,
        $$"""
        using Gen;
        [Experiment("x")] partial class X
        {
        {{Members}}
            [Captured] static int Told([FromCaller] int width, int depth) => width * depth;
            static int Plain(int width) => width;
            static X Other => new();
            int Sum() => {{call}};
        }
        """);

    [Fact]
    public Task MethodInOtherProject_IsGivenFromConfig() => VerifyFix.Fixes(
        RuleIds.LeftOutParameter,
        """
        //// Lib/X.cs
        using Gen;
        [Experiment("x")] public partial class X
        {
            public int HiddenUnits { get; init; } = 3;
            public int Depth { get; init; } = 3;
        }
        //// Lib/Building.cs
        partial class X
        {
            [Gen.Captured] public int Build(
                int depth,

                // How wide.
                int width) => width * depth;
        }
        //// App/Use.cs
        static class Use { static int Of(X x) => x.Build() + x.HiddenUnits; }
        """,
        """
        //// Lib/Building.cs
        partial class X
        {
            [Gen.Captured] public int Build(
                int depth,

                // How wide.
                [FromConfig(nameof(HiddenUnits))] int width) => width * depth;
        }

        """,
        title: "Add [FromConfig(nameof(HiddenUnits))]");

    [Fact]
    public Task MethodOfOtherClass_IsGivenFromConfig() => VerifyFix.Fixes(
        RuleIds.LeftOutParameter,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int HiddenUnits { get; init; } = 3;
            public int Depth { get; init; } = 3;
            int Sum() => this.Build() + HiddenUnits;
        }
        static class Building { [Captured<X>] public static int Build(int depth, int width) => width * depth; }
        """,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int HiddenUnits { get; init; } = 3;
            public int Depth { get; init; } = 3;
            int Sum() => this.Build() + HiddenUnits;
        }
        static class Building { [Captured<X>] public static int Build(int depth, [FromConfig(nameof(X.HiddenUnits))] int width) => width * depth; }
        """,
        title: "Add [FromConfig(nameof(X.HiddenUnits))]");

    [Fact]
    public Task Caller_IsMarked() => VerifyFix.Fixes(
        RuleIds.LeftOutParameter,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public string Name { get; init; } = "";
            [Captured] static int Build(string name, int width) => width + name.Length;
            int Sum() => Build();
        }
        """,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public string Name { get; init; } = "";
            [Captured] static int Build(string name, [FromCaller] int width) => width + name.Length;
            int Sum() => Build();
        }
        """,
        title: "Mark as caller-supplied",
        hasErrors: true);

    [Fact]
    public Task GuessedEntry_IsNotInFixAll() => VerifyFix.OffersOneAtATime(
        RuleIds.LeftOutParameter, $"using Gen; [Experiment(\"x\")] partial class X {{ {Members} int Sum() => Build(); }}");
}
