namespace Gen.Analyzers.Tests.CodeFixes;

public class DefaultValueFixTests
{
    private const string Usings = "using System.ComponentModel.DataAnnotations; using Gen;\n";

    [Fact]
    public Task WhenADefaultIsNearlyAnAllowedValueItBecomesThat() => VerifyFix.Fixes(
        "GEN014",
        Usings + """
        [Experiment("x")] partial class X
        {
            // What steps.
            [AllowedValues("adam", "sgd")]
            public string Optimizer { get; init; } = "adma"; // usually
        }
        """,
        Usings + """
        [Experiment("x")] partial class X
        {
            // What steps.
            [AllowedValues("adam", "sgd")]
            public string Optimizer { get; init; } = "adam"; // usually
        }
        """,
        title: "Change to 'adam'");

    [Fact]
    public Task WhenThreeProjectsHaveSuchDefaultsFixAllMendsThem()
    {
        static string Text(string a, string b) => $$"""
            //// Lib/A.cs
            {{Usings}}[Config] public class A { [AllowedValues("adam", "sgd")] public string Name { get; set; } = {{a}}; [AllowedValues("mean", null)] public string? Other { get; init; } = {{b}}; }
            //// App/B.cs
            {{Usings}}[Config] public class B { [AllowedValues("adam", "sgd")] public string Name { get; set; } = {{a}}; }
            //// Tools/C.cs
            {{Usings}}[Experiment("x")] partial class C { [AllowedValues("mean")] public string Name { get; set; } = {{b}}; }
            """;
        return VerifyFix.FixesAll("GEN014", Text("\"adma\"", "@\"maen\""), Text("\"adam\"", "@\"mean\""));
    }

    [Fact]
    public Task WhenNobodyKnowsWhatIsMeantNothingIsOffered() => VerifyFix.OffersNothing(
        "GEN014",
        Usings + """
        [Experiment("x")] partial class X
        {
            const string Name = "adma";
            [AllowedValues("adam", "sgd")] public string A { get; init; } = "other";
            [AllowedValues("adam", "sgd")] public string B { get; init; } = Name;
            [Range(1, 3)] public int C { get; init; } = 4;
            [RegularExpression("a+")] public string D { get; init; } = "b";
        }
        """);
}
