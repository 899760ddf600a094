using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class DefaultValueTests
{
    [Fact]
    public Task InvalidInitializer_IsReported() => Verify.Reports(
        RuleIds.DefaultValue,
        """
        using System.ComponentModel.DataAnnotations;
        using Gen;
        return await X.RunAsync(args);
        [Experiment("x")] partial class X
        {
            const int Few = 50;
            [Range(100, 1_000)] public int Words { get; init; } = [|Few + 1|];
            [Range(0.0, 1.0, MinimumIsExclusive = true)] public double Rate { get; init; } = [|0|];
            [StringLength(3)] public string Name { get; init; } = [|"long"|];
            [RegularExpression("[a-z]+")] public string Word { get; init; } = [|"A"|];
            [AllowedValues("adam", "sgd")] public string Optimizer { get; init; } = [|"adma"|];
            [DeniedValues(Side.Left)] public Side Side { get; init; } = [|Side.Left|];
            [Range(1, 3, ErrorMessage = "one to three, please")] public decimal Price { get; init; } = [|-1m|];
            [MinLength(1)] public string? Path { get; init; } = [|""|];
            [Main] void Run() { }
        }
        enum Side { Left, Right }
        """,
        "Default Few + 1 of entry 'words' violates [Range]: must be from 100 to 1000",
        "Default 0 of entry 'rate' violates [Range]: must be more than 0 and at most 1",
        "Default \"long\" of entry 'name' violates [StringLength]: must have at most 3 characters",
        "Default \"A\" of entry 'word' violates [RegularExpression]: must match [a-z]+",
        "Default \"adma\" of entry 'optimizer' violates [AllowedValues]: must be one of adam, sgd",
        "Default Side.Left of entry 'side' violates [DeniedValues]: must be none of Left",
        "Default -1m of entry 'price' violates [Range]: one to three, please",
        "Default \"\" of entry 'path' violates [MinLength]: must have at least 1 character");

    [Fact]
    public Task NoInitializer_ChecksDefaultOfType() => Verify.Reports(
        RuleIds.DefaultValue,
        """
        using System.ComponentModel.DataAnnotations;
        using Gen;
        [Config] public class Block { [Range(1, 3)] public int [|A|] { get; init; } }
        [Experiment("x")] partial class X
        {
            public Block B { get; init; } = new();
            [Range(0.1, 1.0)] public double [|Rate|] { get; set; }
            [AllowedValues("a")] public string? [|Name|] { get; init; }
            [AllowedValues(true)] public bool [|On|] { get; init; }
        }
        """,
        "Default 0 of entry 'a' violates [Range]: must be from 1 to 3",
        "Default 0 of entry 'rate' violates [Range]: must be from 0.1 to 1",
        "Default null of entry 'name' violates [AllowedValues]: must be one of a",
        "Default False of entry 'on' violates [AllowedValues]: must be one of true");

    [Fact]
    public Task ValidOrUnknownDefault_IsAccepted() => Verify.Accepts(
        """
        using System.ComponentModel.DataAnnotations;
        using Gen;
        [Experiment("x")] partial class X
        {
            [Range(100, 1_000)] public int Words { get; init; } = 100;
            [Range(1, 9)] public int? Maybe { get; init; }
            [Range(1, 9)] public int Steps { get => field > 0 ? field : Words / 100; init; }
            [Range(1, 9)] public int Derived => Words;
            [Range(1, 9)] public int Made { get; init; } = Environment.ProcessorCount;
            [Required] public string Path { get; init; } = "";
            [Required] public string Other { get; init; } = null!;
            [Required] public string? Third { get; init; }
            [StringLength(3)] public string? Name { get; init; }
            [MinLength(1)] public int[] Layers { get; init; } = [];
        }
        [Experiment("y")] partial class Y
        {
            public Y() => Epochs = 3;
            [Range(1, 9)] public int Epochs { get; init; }
        }
        class NotMine { [Range(1, 9)] public int Epochs { get; init; } }
        """);

    private const string Usings = "using System.ComponentModel.DataAnnotations; using Gen;\n";

    [Fact]
    public Task Fix_UsesNearestAllowedValue() => VerifyFix.Fixes(
        RuleIds.DefaultValue,
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
    public Task FixAll_InThreeProjects()
    {
        static string Text(string a, string b) =>
            $$"""
                //// Lib/A.cs
                {{Usings}}[Config] public class A { [AllowedValues("adam", "sgd")] public string Name { get; set; } = {{a}};
                    [AllowedValues("mean", null)] public string? Other { get; init; } = {{b}}; }
                //// App/B.cs
                {{Usings}}[Config] public class B { [AllowedValues("adam", "sgd")] public string Name { get; set; } = {{a}}; }
                //// Tools/C.cs
                {{Usings}}[Experiment("x")] partial class C { [AllowedValues("mean")] public string Name { get; set; } = {{b}}; }
                """;
        return VerifyFix.FixesAll(RuleIds.DefaultValue, Text("\"adma\"", "@\"maen\""), Text("\"adam\"", "@\"mean\""));
    }

    [Theory]
    [InlineData("[Range(1, 3)] public int A { get; init; } = 4; // why", "[Range(1, 3)] public int A { get; init; } = 3; // why")]
    [InlineData("[Range(1, 3)] public int A { get; init; } // why", "[Range(1, 3)] public int A { get; init; } = 1; // why")]
    [InlineData("[Range(0.5, 3)] public float A { get; init; } = -1;", "[Range(0.5, 3)] public float A { get; init; } = 0.5f;")]
    [InlineData("[Range(1, 3)] public double A { get; init; } = 1e3;", "[Range(1, 3)] public double A { get; init; } = 3;")]
    public async Task BoundOfRange_IsSetOneAtATime(string property, string changed)
    {
        static string Source(string property) => $"{Usings}[Experiment(\"x\")] partial class X {{ {property}\n}}";
        await VerifyFix.Fixes(RuleIds.DefaultValue, Source(property), Source(changed));
        await VerifyFix.OffersOneAtATime(RuleIds.DefaultValue, Source(property));
    }

    [Fact]
    public Task NoFix_WithoutNearAllowedValue() => VerifyFix.OffersNothing(
        RuleIds.DefaultValue,
        Usings + """
        [Experiment("x")] partial class X
        {
            const string Name = "adma";
            [AllowedValues("adam", "sgd")] public string A { get; init; } = "other";
            [AllowedValues("adam", "sgd")] public string B { get; init; } = Name;
            [Range(0.5, 3, MinimumIsExclusive = true)] public double C { get; init; } = 0.1;
            [RegularExpression("a+")] public string D { get; init; } = "b";
        }
        """);
}
