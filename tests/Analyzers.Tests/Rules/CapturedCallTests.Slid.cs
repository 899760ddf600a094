using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

/// <summary>Positional arguments that go to another parameter because an entry fills the one at their position.</summary>
public partial class CapturedCallTests
{
    [Fact]
    public Task SlidArgument_IsReportedAtFirstOne() => Verify.Reports(
        RuleIds.CapturedCall,
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Width { get; init; } = 8;
            [Captured] static double F(int width, int depth = 3) => width * depth;
            [Captured] double G(long a, double width, int b, int c = 1) => a * b + c + width;
            [Captured] static long H([Seed] long own, long other = 1) => other;
            [Captured] int I(int width = 1, params int[] rest) => width + rest.Length;
            [Main] double Run(X other)
            {
                H([|7|]);
                var more = other?.G(1, [|2|], 3);
                return F([|2|]) + this.F([|2|]) + other!.F([|(short)2|]) + G(1, [|2|], c: 3, b: 4) + G(1, [|2|], 3) + I([|5|], 6, 7);
            }
        }
        """.Replace("G(1, [|2|], c: 3, b: 4)", "G(1, 2)"),
        [
            "Argument 1 of 'H' goes to 'other' because 'own' is filled from the value of the run. Write 'other:' before it, or 'own:' to "
                + "override the config.",
            "Argument 2 of 'G' goes to 'b' because 'width' is filled from entry 'width'. Write 'b:' before it, or 'width:' to override "
                + "the config.",
            .. Enumerable.Repeat(
                "Argument 1 of 'F' goes to 'depth' because 'width' is filled from entry 'width'. Write 'depth:' before it, or 'width:' "
                    + "to override the config.",
                3),
            "Argument 2 of 'G' goes to 'b' because 'width' is filled from entry 'width'. Write 'b:' before it, or 'width:' to override "
                + "the config.",
            "Argument 1 of 'I' goes to 'rest' because 'width' is filled from entry 'width'. Write 'rest:' before it, or 'width:' to "
                + "override the config.",
        ]);

    [Fact]
    public Task SlidArgument_OfMethodInOtherClass_IsReported() => Verify.Reports(
        RuleIds.CapturedCall,
        """
        using Gen;
        [Experiment("x")] public partial class X { public int Width { get; init; }
            [Main] int Run() => this.Build([|2|]) + Models.Call(this); }
        public static class Models
        {
            [Captured<X>] public static int Build(int width, int depth = 3) => width * depth;
            public static int Call(X x) => x.Build([|2|]) + Build(2, 3);
        }
        """,
        [
            .. Enumerable.Repeat(
                "Argument 1 of 'Build' goes to 'depth' because 'width' is filled from entry 'width'. Write 'depth:' before it, or 'width:' "
                    + "to override the config.",
                2),
        ]);

    [Fact]
    public Task ArgumentThatCanGoToOneParameterOnly_IsAccepted() => Verify.Accepts(
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Width { get; init; } = 8;
            [Captured] static double Prefix(int depth, int width = 3) => width * depth;
            [Captured] static double Required(int width, int depth) => width * depth;
            [Captured] static double OtherType(int width, double scale = 1, string name = "") => scale + width + name.Length;
            [Captured] static double OfRun(Run run, int width, object? x = null) => width;
            [Captured] static T Generic<T>(int width, T value, int depth = 1) => value;
            [Captured] static int Last(int a, int width, params int[] rest) => a + width + rest.Length;
            [Main] double Run() => Prefix(2) + Required(2) + OtherType(0.5) + OtherType(1.0, "a")
                + OtherType(scale: 2) + OtherType(name: "b")
                + OfRun(3) + Generic(0.5) + Last(1) + Required(1, 2) + Required(depth: 2);
        }
        """);

    [Theory]
    [InlineData(0, "Write 'depth:'", "depth: 2")]
    [InlineData(1, "Write 'width:' and override the config", "width: 2")]
    public Task Fix_OfSlidArgument_NamesIt(int action, string title, string expected) =>
        VerifyFix.Fixes(RuleIds.CapturedCall, Slid("F( /* a */ 2 /* b */)"), Slid($"F( /* a */ {expected} /* b */)"), action, title);

    [Fact]
    public Task Fix_OfSlidArgument_NamesFollowingOnes() => VerifyFix.Fixes(
        RuleIds.CapturedCall,
        Slid("G(1, 2, 3)"),
        Slid("G(1, @class: 2, last: 3)"),
        title: "Write '@class:'");

    [Fact]
    public Task FixAll_NamesSlidArguments() => VerifyFix.FixesAll(
        RuleIds.CapturedCall,
        Slid("F(2) + F(3) + G(1, 2, 3)"),
        Slid("F(depth: 2) + F(depth: 3) + G(1, @class: 2, last: 3)"));

    private static string Slid(string call) => $$"""
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Width { get; init; } = 8;
            [Captured] static int F(int width, int depth = 3) => width * depth;
            [Captured] int G(int a, int width, int @class = 1, int last = 2) => a + width + @class + last;
            [Main] int Run() => {{call}};
        }
        """;
}
